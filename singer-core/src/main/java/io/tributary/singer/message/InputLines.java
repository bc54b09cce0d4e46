package io.tributary.singer.message;

/** What a {@link MessageReader} says of the lines themselves, beside their messages. */
public interface InputLines {
  /** Ends the reading at the first line that is no message. */
  InputLines STRICT =
      new InputLines() {
        @Override
        public void onLine(long number) {}

        @Override
        public void onBadLine(BadLine line) {
          throw line.failure();
        }
      };

  /** Called before a line's message is handed over. The first line is 1. */
  void onLine(long number);

  /**
   * Called for a line that is not JSON, or a RECORD that cannot be read as one. Returning means
   * that the reading goes on with the next line.
   */
  void onBadLine(BadLine line) throws InterruptedException;
}
