package io.tributary.singer.tap;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.error.SingerException;
import org.jspecify.annotations.Nullable;

/** What a stream's thread hands to the writer: records, and what is to be known between them. */
sealed interface Delivery {
  /** What a delivery without records counts for in a queue that is bounded by bytes. */
  int SMALL = 256;

  /** How much of the queue's room this takes. */
  int bytes();

  /** Does what this delivery is for. Called by the writer, in the order of the queue. */
  void apply(SyncWriter writer) throws InterruptedException;

  /** The stream begins. */
  record Begun(StreamRead stream) implements Delivery {
    @Override
    public int bytes() {
      return SMALL;
    }

    @Override
    public void apply(SyncWriter writer) throws InterruptedException {
      writer.begun(stream);
    }
  }

  /** Records of it. */
  record Records(StreamRead stream, Chunk chunk) implements Delivery {
    @Override
    public int bytes() {
      return SMALL + chunk.bytes();
    }

    @Override
    public void apply(SyncWriter writer) throws InterruptedException {
      writer.records(stream, chunk);
    }
  }

  /** Everything before this place has been handed over. */
  record Marked(StreamRead stream, JsonNode position) implements Delivery {
    @Override
    public int bytes() {
      return SMALL;
    }

    @Override
    public void apply(SyncWriter writer) {
      writer.marked(stream, position);
    }
  }

  /**
   * The stream is read to its end.
   *
   * @param bookmark where it got to, if the end says so
   */
  record Finished(StreamRead stream, @Nullable JsonNode bookmark) implements Delivery {
    @Override
    public int bytes() {
      return SMALL;
    }

    @Override
    public void apply(SyncWriter writer) throws InterruptedException {
      writer.finished(stream, bookmark);
    }
  }

  /** There was nothing to read of the stream, and the user is told why. */
  record Skipped(StreamRead stream, String why) implements Delivery {
    @Override
    public int bytes() {
      return SMALL;
    }

    @Override
    public void apply(SyncWriter writer) throws InterruptedException {
      writer.skipped(stream, why);
    }
  }

  /** The stream cannot be read any further. */
  record Failed(StreamRead stream, SingerException why) implements Delivery {
    @Override
    public int bytes() {
      return SMALL;
    }

    @Override
    public void apply(SyncWriter writer) throws InterruptedException {
      writer.failed(stream, why);
    }
  }

  /** A fault of ours, or of the connector's author: the run is over. */
  record Broken(StreamRead stream, Throwable bug) implements Delivery {
    @Override
    public int bytes() {
      return SMALL;
    }

    @Override
    public void apply(SyncWriter writer) {
      writer.broken(stream, bug);
    }
  }

  /** The stream was stopped before its end. */
  record Stopped(StreamRead stream) implements Delivery {
    @Override
    public int bytes() {
      return SMALL;
    }

    @Override
    public void apply(SyncWriter writer) {
      writer.stopped(stream);
    }
  }
}
