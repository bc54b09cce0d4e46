package io.tributary.singer.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.json.JsonCursor;
import io.tributary.singer.json.RawJson;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says whether records fit their schema, and where the values of their columns lie: both in one
 * reading of the record's text.
 *
 * <p>Compiled once per schema. What it is not sure of, the {@link SchemaJudge} decides, which is
 * loaded only then. Used by one thread.
 */
public final class RecordCheck {
  private final JsonSchema schema;
  private final ObjectCheck check;
  private final boolean validates;
  private final boolean alwaysJudged;
  private final RecordSlots slots;
  private final JsonCursor cursor = new JsonCursor();
  private @Nullable SchemaJudge judge;

  /**
   * @param validates whether values must fit; if not, only text that is not JSON is refused
   * @throws IllegalArgumentException if the schema is none, saying why
   */
  public RecordCheck(JsonSchema schema, ColumnTree columns, boolean validates) {
    this.schema = schema;
    this.validates = validates;
    SchemaCompiler compiler = new SchemaCompiler(validates);
    this.check = compiler.record(schema.toJson(), columns.branches());
    this.alwaysJudged = compiler.needsJudge();
    this.slots = new RecordSlots(columns.fields().size());
    if (alwaysJudged) {
      this.judge = SchemaJudge.of(schema.toJson());
    }
  }

  /**
   * Reads a record.
   *
   * @return why it does not fit, beginning with the field; empty if it fits
   * @throws io.tributary.singer.json.MalformedJson if it is not JSON
   */
  public Optional<String> read(RawJson record) {
    slots.begin(record.bytes());
    cursor.reset(record.bytes(), record.offset(), record.offset() + record.length());
    boolean fits = check.read(cursor, slots);
    cursor.finish();
    return validates && (alwaysJudged || !fits) ? judge(record) : Optional.empty();
  }

  private Optional<String> judge(RawJson record) {
    JsonNode tree;
    try {
      tree = record.tree();
    } catch (UncheckedIOException | NumberFormatException e) {
      return Optional.of("a number has more digits than can be checked");
    }
    SchemaJudge known = judge;
    if (known == null) {
      known = SchemaJudge.of(schema.toJson());
      judge = known;
    }
    return known.fault(tree);
  }

  /** Where the values of the record that was read last lie. */
  public RecordSlots slots() {
    return slots;
  }
}
