package io.tributary.singer.target;

import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.Misfit;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.MalformedJson;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.json.TextBuffer;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.schema.ColumnTree;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.RecordSlots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns records of one stream into rows: checked and written in one reading of their text.
 *
 * <p>Used by one thread.
 */
final class RowEncoder {
  private static final Logger LOG = LoggerFactory.getLogger(RowEncoder.class);
  private static final int MOST_KEY_TEXT = 64;

  private final SchemaMessage schema;
  private final RowPlan plan;
  private final RecordSlots slots;
  private final ColumnWriter[] writers;
  private final int[] keys;

  /** What the batch's numbers hold: see {@link ColumnWriter}. */
  private final int[] digits;

  private final boolean isWhole;
  private boolean isWarned;

  /**
   * The encoder of a stream's records.
   *
   * @throws SingerException.Data if a key property is no property
   */
  RowEncoder(SchemaMessage schema, RowPlan plan) {
    this.schema = schema;
    this.plan = plan;
    this.slots = plan.check().slots();
    this.writers = plan.writers().toArray(ColumnWriter[]::new);
    this.digits = new int[2 * writers.length];
    this.keys = keys();
    this.isWhole = plan.whole().isPresent();
  }

  SchemaMessage schema() {
    return schema;
  }

  private int[] keys() {
    int[] found = new int[schema.keyProperties().size()];
    for (int i = 0; i < found.length; i++) {
      String name = schema.keyProperties().get(i);
      ColumnTree.Branch branch = plan.branches().get(name);
      if (branch == null) {
        throw new SingerException.Data(
            schema.stream(), "its key property " + name + " is not among the schema's properties");
      }
      if (branch.column() < 0) {
        throw new SingerException.Data(
            schema.stream(),
            "its key property " + name + " is an object, which flattening takes apart");
      }
      found[i] = branch.column();
    }
    return found;
  }

  /**
   * Checks a record and writes its row, the line feed at the end included.
   *
   * @throws BadRecord if it cannot be stored; nothing of it is in {@code out} then
   */
  void encode(RawJson record, RowStamp stamp, RowText row, TextBuffer out) throws BadRecord {
    int start = out.length();
    try {
      check(record);
      stamp.write(row, out);
      for (ColumnWriter writer : writers) {
        writer.write(slots, digits, row, out);
      }
      if (isWhole) {
        whole(record, row, out);
      }
      row.end(out);
    } catch (BadRecord e) {
      out.truncate(start);
      throw e.atRecord(keyText());
    }
  }

  private void whole(RawJson record, RowText row, TextBuffer out) throws BadRecord {
    int place = RowStamp.FIELDS + writers.length;
    try {
      row.json(place, record.bytes(), record.offset(), record.offset() + record.length(), out);
    } catch (Misfit e) {
      throw BadRecord.unfit(String.valueOf(e.getMessage()));
    }
  }

  private void check(RawJson record) throws BadRecord {
    Optional<String> fault;
    try {
      fault = plan.check().read(record);
    } catch (MalformedJson e) {
      String at = slots.current();
      throw BadRecord.malformed((at == null ? "" : at + ": ") + e.getMessage());
    }
    if (fault.isPresent()) {
      throw BadRecord.unfit(fault.get());
    }
    String misfit = slots.misfit();
    if (misfit != null) {
      throw BadRecord.unfit(misfit + " is not an object, which flattening needs it to be");
    }
    for (int key : keys) {
      writers[key].checkKey(slots);
    }
    String unknown = slots.unknown();
    if (unknown != null && !isWarned && !isWhole) {
      isWarned = true;
      LOG.warn(
          "properties that the schema does not name are not stored stream={} first={}",
          schema.stream(),
          unknown);
    }
  }

  /** The record's key for people, as far as it is known and short; else empty. */
  private String keyText() {
    StringBuilder text = new StringBuilder();
    for (int key : keys) {
      int length = slots.stop(key) - slots.start(key);
      boolean isShown =
          switch (slots.kind(key)) {
            case RecordSlots.INTEGER, RecordSlots.NUMBER, RecordSlots.STRING ->
                length <= MOST_KEY_TEXT;
            default -> false;
          };
      if (isShown) {
        text.append(text.isEmpty() ? "" : ", ")
            .append(writers[key].name())
            .append(' ')
            .append(writers[key].shown(slots));
      }
    }
    return text.toString();
  }

  /** The columns, of the types that the schema announces. */
  List<Column> announced() {
    return columns(ColumnWriter::announced);
  }

  /** The columns, of types that hold what the records since {@link #startBatch} held. */
  List<Column> columns() {
    return columns(writer -> writer.column(digits));
  }

  private List<Column> columns(Function<ColumnWriter, Column> each) {
    List<Column> columns = new ArrayList<>(writers.length);
    for (ColumnWriter writer : writers) {
      columns.add(each.apply(writer));
    }
    plan.whole().ifPresent(name -> columns.add(new Column(name, ColumnType.ANY)));
    return columns;
  }

  /** Forgets what the last batch held. */
  void startBatch() {
    Arrays.fill(digits, 0);
  }
}
