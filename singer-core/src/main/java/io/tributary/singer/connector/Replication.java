package io.tributary.singer.connector;

/** How a stream is brought up to date. */
public sealed interface Replication {
  Replication FULL_TABLE = new FullTable();

  /** Everything, every time. */
  record FullTable() implements Replication {}

  /**
   * What changed since the bookmark, which is a value of {@code key}.
   *
   * @param key the field that the bookmark is a value of
   * @param order what the runner may conclude from the records about the bookmark
   */
  record Incremental(String key, Order order) implements Replication {}

  /** The source says where it is: a log position, a cursor, a map of partitions. */
  record Positioned() implements Replication {}

  /** How the records of an incremental stream arrive. */
  enum Order {
    /** By ascending key: the bookmark follows each record, so that a run resumes where it broke. */
    SORTED,
    /** In any order: the bookmark moves at the end, and never past the moment the read began. */
    UNSORTED,
    /** In parts that the source knows: only {@link RecordOutput#position} moves the bookmark. */
    MARKED
  }
}
