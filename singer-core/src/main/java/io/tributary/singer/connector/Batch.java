package io.tributary.singer.connector;

import io.tributary.singer.message.SchemaMessage;
import java.nio.file.Path;
import java.util.List;

/**
 * Records of one stream under one schema, already checked and spooled as rows to compressed files;
 * nothing of them is on the heap.
 *
 * <p>A row holds the {@link Carried} values first, in the enum's order, and then the columns'.
 *
 * @param columns the columns of the rows, in the files' order
 * @param files the rows, in arrival order; the runner deletes them when {@link Loader#load} has
 *     returned
 * @param records how many rows there are
 * @param bytes the size of the rows before compression
 * @param longestRow the bytes of the longest row before compression: what a reader must have room
 *     for
 * @param firstSequence the lowest arrival number
 * @param lastSequence the highest arrival number
 */
public record Batch(
    SchemaMessage schema,
    List<Column> columns,
    List<Path> files,
    long records,
    long bytes,
    long longestRow,
    long firstSequence,
    long lastSequence) {
  public Batch {
    columns = List.copyOf(columns);
    files = List.copyOf(files);
  }

  /** What each row carries besides the record's own values. */
  public enum Carried {
    /** The arrival number: grows with every record, also from one run to the next. Never null. */
    SEQUENCE,
    /** When the source handed the record out, in microseconds of the epoch; may be null. */
    EXTRACTED_AT,
    /** When it reached the target, in microseconds of the epoch. Never null. */
    RECEIVED_AT,
    /** The version of the stream that it belongs to; may be null. */
    VERSION
  }
}
