package io.tributary.singer.target;

import io.tributary.singer.json.JsonString;
import io.tributary.singer.json.TextBuffer;
import io.tributary.singer.schema.MomentText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Writes each row as text between separators. */
final class SeparatedText implements RowText {
  private static final byte SEPARATOR = 0x1F;

  private final byte quote;

  /** Whether the quote can stand in a JSON string as itself, and not only as an escape. */
  private final boolean isPrintable;

  private final boolean hasOffsets;
  private final List<StampText> stamps = StampText.ofRows();

  private SeparatedText(byte quote, boolean isPrintable, boolean hasOffsets) {
    this.quote = quote;
    this.isPrintable = isPrintable;
    this.hasOffsets = hasOffsets;
  }

  /** Quoted by a control character, with moments as numbers. */
  static SeparatedText plain() {
    return new SeparatedText((byte) 0x01, false, false);
  }

  /** Quoted by an apostrophe, with moments as text. */
  static SeparatedText quoted() {
    return new SeparatedText((byte) '\'', true, true);
  }

  @Override
  public void absent(int field, TextBuffer out) {
    open(field, out);
  }

  @Override
  public void open(int field, TextBuffer out) {
    if (field > 0) {
      out.put(SEPARATOR);
    }
  }

  @Override
  public void close(int field, TextBuffer out) {}

  @Override
  public void string(int field, byte[] text, int start, int stop, boolean escaped, TextBuffer out) {
    open(field, out);
    if (start == stop) {
      out.put(quote);
      out.put(quote);
    } else if (escaped) {
      decoded(text, start, stop, out);
    } else if (isPrintable) {
      value(text, start, stop, out);
    } else {
      out.put(text, start, stop);
    }
  }

  @Override
  public void bytes(int field, byte[] value, TextBuffer out) {
    byte[] hex = HexFormat.of().formatHex(value).getBytes(StandardCharsets.US_ASCII);
    string(field, hex, 0, hex.length, false, out);
  }

  @Override
  public void moment(int field, long micros, int offset, TextBuffer out) {
    open(field, out);
    if (hasOffsets) {
      MomentText.write(micros, offset, out);
    } else {
      out.putNumber(micros);
    }
  }

  @Override
  public void stamp(int field, long micros, TextBuffer out) {
    open(field, out);
    if (hasOffsets) {
      stamps.get(field).write(micros, out);
    } else {
      out.putNumber(micros);
    }
  }

  private void decoded(byte[] text, int start, int stop, TextBuffer out) {
    int size = stop - start;
    out.reserve(size);
    int from = out.length();
    int to = JsonString.decode(text, start, stop, out.bytes(), from);
    if (!needsQuotes(out.bytes(), from, to)) {
      out.wrote(to);
      return;
    }
    byte[] plain = Arrays.copyOfRange(out.bytes(), from, to);
    quoted(plain, 0, plain.length, out);
  }

  /** Writes JSON as it is, in which a control character can stand only as white space. */
  @Override
  public void json(int field, byte[] text, int start, int stop, TextBuffer out) {
    open(field, out);
    value(text, start, stop, out);
  }

  private void value(byte[] text, int start, int stop, TextBuffer out) {
    if (needsQuotes(text, start, stop)) {
      quoted(text, start, stop, out);
    } else {
      out.put(text, start, stop);
    }
  }

  private boolean needsQuotes(byte[] text, int start, int stop) {
    for (int i = start; i < stop; i++) {
      byte next = text[i];
      if (next == quote
          || (next < ' ' && next >= 0 && (next == '\n' || next == '\r' || next == SEPARATOR))) {
        return true;
      }
    }
    return false;
  }

  private void quoted(byte[] text, int start, int stop, TextBuffer out) {
    out.put(quote);
    for (int i = start; i < stop; i++) {
      if (text[i] == quote) {
        out.put(quote);
      }
      out.put(text[i]);
    }
    out.put(quote);
  }

  @Override
  public void end(TextBuffer out) {
    out.put('\n');
  }
}
