package io.tributary.tap.stripe.report;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads comma-separated values as RFC 4180 has them, row by row. One thread. */
final class CsvReader {
  private static final int END = -1;

  private final PushbackReader in;

  CsvReader(Reader in) {
    this.in = new PushbackReader(in);
  }

  /** The next row; empty if there is none. */
  Optional<List<String>> row() throws IOException {
    int first = in.read();
    if (first == END) {
      return Optional.empty();
    }
    in.unread(first);
    List<String> row = new ArrayList<>();
    boolean goesOn = true;
    while (goesOn) {
      StringBuilder value = new StringBuilder();
      goesOn = value(value);
      row.add(value.toString());
    }
    return Optional.of(row);
  }

  /** Reads one value; says whether the row goes on after it. */
  private boolean value(StringBuilder value) throws IOException {
    int next = in.read();
    if (next == '"') {
      quoted(value);
      next = in.read();
    }
    while (next != ',' && next != '\n' && next != END) {
      if (next != '\r') {
        value.append((char) next);
      }
      next = in.read();
    }
    return next == ',';
  }

  private void quoted(StringBuilder value) throws IOException {
    while (true) {
      int next = in.read();
      if (next == END) {
        throw new IOException("a report ends within quotes");
      }
      if (next == '"') {
        int after = in.read();
        if (after != '"') {
          if (after != END) {
            in.unread(after);
          }
          return;
        }
      }
      value.append((char) next);
    }
  }
}
