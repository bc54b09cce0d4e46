package io.tributary.target.bigquery.nested;

import com.google.cloud.bigquery.StandardSQLTypeName;
import io.tributary.singer.connector.Misfit;
import io.tributary.singer.json.JsonCursor;
import io.tributary.singer.json.TextBuffer;
import io.tributary.singer.schema.PropertyNames;
import java.util.Arrays;

/**
 * Walks once through the JSON text of one column's values, and tells its parts. It goes no deeper
 * than BigQuery's types do, builds no tree, and drops nothing: what has no part of its own is told
 * as its object's {@link Part#REST}.
 *
 * <p>Used by one thread.
 */
public final class NestedReader {
  private final Part root;
  private final JsonCursor cursor = new JsonCursor();
  private final Scalars scalars = new Scalars(cursor);
  private final TextBuffer scratch = new TextBuffer();

  /** Where the properties begin and end that go to the rest, of all objects that are open. */
  private int[] spans = new int[16];

  private int spanned;
  private boolean isDropped;

  public NestedReader(Part root) {
    this.root = root;
  }

  /**
   * Reads one value.
   *
   * @param json holds JSON from {@code start} to {@code stop}, which is not null
   * @throws Misfit if a part does not fit its type; what was told of the value then counts for
   *     nothing
   */
  public void read(byte[] json, int start, int stop, NestedOutput out) throws Misfit {
    cursor.reset(json, start, stop);
    spanned = 0;
    value(root, out);
  }

  /** Whether something had no place at all: the object that it was in has no rest. */
  public boolean isDropped() {
    return isDropped;
  }

  private void value(Part part, NestedOutput out) throws Misfit {
    if (cursor.peek() == 'n') {
      cursor.literal("null");
      return;
    }
    if (!part.isRepeated()) {
      one(part, out);
      return;
    }
    if (!cursor.takes('[')) {
      throw new Misfit("", "an array");
    }
    out.beginArray(part);
    int index = 0;
    if (!cursor.takes(']')) {
      do {
        element(part, index++, out);
      } while (cursor.takes(','));
      cursor.take(']');
    }
    out.endArray();
  }

  private void element(Part part, int index, NestedOutput out) throws Misfit {
    try {
      if (cursor.peek() == 'n') {
        throw new Misfit("", "something else than null, which no array in BigQuery holds");
      }
      one(part, out);
    } catch (Misfit e) {
      throw e.in("[" + index + "]");
    }
  }

  private void one(Part part, NestedOutput out) throws Misfit {
    if (part.type() == StandardSQLTypeName.STRUCT) {
      struct(part, out);
    } else if (part.type() == StandardSQLTypeName.JSON) {
      cursor.peek();
      int start = cursor.at();
      cursor.value();
      json(part, start, cursor.at(), out);
    } else {
      scalars.read(part, out);
    }
  }

  private void json(Part part, int start, int stop, NestedOutput out) {
    scratch.clear();
    JsonNumbers.copy(cursor.bytes(), start, stop, scratch);
    out.text(part, scratch.bytes(), 0, scratch.length());
  }

  private void struct(Part part, NestedOutput out) throws Misfit {
    if (!cursor.takes('{')) {
      throw new Misfit("", "an object");
    }
    out.beginStruct(part);
    int before = spanned;
    PropertyNames properties = part.properties();
    properties.begin();
    if (!cursor.takes('}')) {
      do {
        cursor.peek();
        int start = cursor.at();
        cursor.name();
        int property = properties.find(cursor);
        if (property >= 0) {
          property(part.target(property), out);
        } else {
          cursor.value();
          span(start, cursor.at());
        }
      } while (cursor.takes(','));
      cursor.take('}');
    }
    if (spanned > before) {
      rest(part, before, out);
    }
    out.endStruct();
  }

  private void property(Part part, NestedOutput out) throws Misfit {
    try {
      value(part, out);
    } catch (Misfit e) {
      throw e.in(part.name());
    }
  }

  private void span(int start, int stop) {
    if (spanned == spans.length) {
      spans = Arrays.copyOf(spans, spans.length * 2);
    }
    spans[spanned++] = start;
    spans[spanned++] = stop;
  }

  private void rest(Part part, int first, NestedOutput out) {
    if (part.hasRest()) {
      scratch.clear();
      for (int i = first; i < spanned; i += 2) {
        scratch.put(i == first ? '{' : ',');
        JsonNumbers.copy(cursor.bytes(), spans[i], spans[i + 1], scratch);
      }
      scratch.put('}');
      out.text(part.rest(), scratch.bytes(), 0, scratch.length());
    } else {
      isDropped = true;
    }
    spanned = first;
  }
}
