package io.tributary.singer.json;

/** Text that is not JSON. The message says why, as the end of a sentence that begins with where. */
public final class MalformedJson extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedJson(String what) {
    super(what, null, false, false);
  }
}
