package io.tributary.singer.target;

import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.Loader;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.report.StreamReport;
import java.util.List;
import java.util.Optional;

/**
 * Rows of a batch that is complete, and how to make a {@link Batch} of them.
 *
 * @param covered how far a state covers the rows; it says something only of a batch that goes on
 *     after the last state
 */
record Filled(
    SchemaMessage schema,
    List<Column> columns,
    SpooledRows rows,
    StreamReport report,
    Span span,
    Covered covered) {

  /** The numbers of the first record and the last. */
  record Span(long first, long last) {}

  /** The rows up to a state: where they end, and the number of the last. */
  record Covered(SpooledRows.Mark mark, long last) {}

  String stream() {
    return schema.stream();
  }

  /** Waits until the rows are in their files. */
  Batch batch() throws InterruptedException {
    return new Batch(
        schema,
        columns,
        rows.await(),
        rows.rows(),
        rows.bytes(),
        rows.longestRow(),
        span.first(),
        span.last());
  }

  /**
   * Those of the rows that a state covers; the others are gone for good.
   *
   * @param after the number of the last record before the last state
   */
  Optional<Filled> upTo(long after) throws InterruptedException {
    if (span.last() <= after) {
      return Optional.of(this);
    }
    if (span.first() > after) {
      rows.await();
      rows.delete();
      return Optional.empty();
    }
    rows.cutTo(covered.mark());
    Span shorter = new Span(span.first(), covered.last());
    return Optional.of(new Filled(schema, columns, rows, report, shorter, covered));
  }

  /**
   * Reports what became of the rows.
   *
   * @throws SingerException.Destination if not every record is accounted for
   */
  void loaded(Loader.Loaded loaded) {
    long records = rows.rows();
    if (loaded.rows() + loaded.deduplicated() != records) {
      throw new SingerException.Destination(
          stream()
              + ": of "
              + records
              + " records "
              + loaded.rows()
              + " were loaded and "
              + loaded.deduplicated()
              + " deduplicated; please report this");
    }
    report.loaded(loaded.rows());
    report.deduplicated(loaded.deduplicated());
  }
}
