package io.tributary.singer.message;

import io.tributary.singer.error.SingerException;

/** What a {@link MessageReader} says of the lines themselves, beside their messages. */
public interface InputLines {
  /** Ends the reading at the first line that is no message. */
  InputLines STRICT =
      new InputLines() {
        @Override
        public void onLine(long number) {}

        @Override
        public void onBadLine(long number, String reason, String text) {
          throw new SingerException.Protocol(number, reason);
        }
      };

  /** Called before a line's message is handed over. The first line is 1. */
  void onLine(long number);

  /**
   * Called for a line that is not JSON, or a RECORD that cannot be read as one. Returning means
   * that the reading goes on with the next line.
   *
   * @param reason what is wrong, in one sentence without the line's number
   * @param text the line, or the start of a long one
   */
  void onBadLine(long number, String reason, String text) throws InterruptedException;
}
