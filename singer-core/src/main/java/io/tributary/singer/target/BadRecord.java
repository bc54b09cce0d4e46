package io.tributary.singer.target;

import io.tributary.singer.error.SingerException;

/** A record that cannot be stored, and why. */
final class BadRecord extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean isJson;

  private BadRecord(String reason, boolean isJson) {
    super(reason, null, false, false);
    this.isJson = isJson;
  }

  /** A record that does not fit its schema or its columns. */
  static BadRecord unfit(String reason) {
    return new BadRecord(reason, true);
  }

  /** A record that is not JSON. */
  static BadRecord malformed(String reason) {
    return new BadRecord(reason, false);
  }

  /** The same, with the record's key if there is something to say of it. */
  BadRecord atRecord(String key) {
    return key.isEmpty() ? this : new BadRecord(reason() + " (" + key + ")", isJson);
  }

  /** What is wrong, beginning with the field. */
  String reason() {
    return String.valueOf(getMessage());
  }

  /** What ends the run, if bad records do. */
  SingerException failure(String stream, long line) {
    return isJson
        ? new SingerException.Data(stream, "line " + line + ": " + reason())
        : new SingerException.Protocol(line, "RECORD of " + stream + ": " + reason());
  }
}
