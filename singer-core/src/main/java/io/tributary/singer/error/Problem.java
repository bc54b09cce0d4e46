package io.tributary.singer.error;

/**
 * One thing that is wrong with the settings.
 *
 * @param where the setting or the file
 * @param what what is wrong with it, and what to do, without a subject: "is not a date"
 */
public record Problem(String where, String what) {
  @Override
  public String toString() {
    return where + ": " + what;
  }
}
