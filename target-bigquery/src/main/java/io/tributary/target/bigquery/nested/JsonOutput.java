package io.tributary.target.bigquery.nested;

import com.google.cloud.bigquery.StandardSQLTypeName;
import io.tributary.singer.json.JsonString;
import io.tributary.singer.json.TextBuffer;
import io.tributary.singer.schema.MomentText;
import java.util.Base64;

/**
 * Writes the values of one nested column as the JSON that a load job reads, whole numbers as text:
 * BigQuery takes those beyond 53 bits by no other way.
 *
 * @see <a
 *     href="https://cloud.google.com/bigquery/docs/loading-data-cloud-storage-json#limitations">its
 *     limitations</a>
 *     <p>Used by one thread.
 */
public final class JsonOutput implements NestedOutput {
  private TextBuffer out = new TextBuffer();
  private int start;

  /** Begins a value at the end of a text. */
  public void begin(TextBuffer text) {
    out = text;
    start = text.length();
  }

  @Override
  public void beginStruct(Part part) {
    open(part);
    out.put('{');
  }

  @Override
  public void endStruct() {
    out.put('}');
  }

  @Override
  public void beginArray(Part part) {
    separate();
    name(part);
    out.put('[');
  }

  @Override
  public void endArray() {
    out.put(']');
  }

  @Override
  public void text(Part part, byte[] text, int from, int to) {
    open(part);
    switch (part.type()) {
      case BOOL, FLOAT64, JSON -> out.put(text, from, to);
      default -> quoted(text, from, to);
    }
  }

  @Override
  public void moment(Part part, long micros) {
    open(part);
    out.put('"');
    MomentText.writeUtc(micros, out);
    if (part.type() == StandardSQLTypeName.TIMESTAMP) {
      out.put('Z');
    }
    out.put('"');
  }

  @Override
  public void bytes(Part part, byte[] bytes) {
    open(part);
    byte[] encoded = Base64.getEncoder().encode(bytes);
    out.put('"');
    out.put(encoded, 0, encoded.length);
    out.put('"');
  }

  /** Elements of an array have no name, and neither has the column, whose name is its row's. */
  private void open(Part part) {
    separate();
    if (!part.isRepeated()) {
      name(part);
    }
  }

  private void separate() {
    int last = out.last();
    if (isWithin() && last != '{' && last != '[') {
      out.put(',');
    }
  }

  private void name(Part part) {
    if (isWithin()) {
      byte[] label = part.label();
      out.put(label, 0, label.length);
    }
  }

  private boolean isWithin() {
    return out.length() > start;
  }

  private void quoted(byte[] text, int from, int to) {
    out.put('"');
    JsonString.encode(text, from, to, out);
    out.put('"');
  }
}
