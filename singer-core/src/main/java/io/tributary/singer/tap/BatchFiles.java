package io.tributary.singer.tap;

import io.tributary.singer.config.BatchConfig;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.message.ActivateVersionMessage;
import io.tributary.singer.message.BatchMessage;
import io.tributary.singer.message.MessageHandler;
import io.tributary.singer.message.RecordMessage;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.message.StateMessage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Writes records to files and says where they are, instead of passing them on. For one thread.
 *
 * <p>A file is announced when it is complete and on the disk, and before any state that covers it.
 */
final class BatchFiles implements MessageHandler {
  private static final int BUFFER = 64 * 1024;

  private final BatchConfig config;
  private final int rows;
  private final MessageHandler next;
  private final Path root;
  private final String run;
  private final Map<String, OpenFile> open = new LinkedHashMap<>();
  private int count;

  BatchFiles(BatchConfig config, int rows, Clock clock, MessageHandler next) {
    this.config = config;
    this.rows = rows;
    this.next = next;
    this.root = config.root().toAbsolutePath().normalize();
    this.run = Long.toString(clock.millis());
  }

  @Override
  public void onSchema(SchemaMessage schema) throws InterruptedException {
    announce(schema.stream());
    next.onSchema(schema);
  }

  @Override
  public void onRecord(RecordMessage record) throws InterruptedException {
    String stream = record.stream();
    try {
      OpenFile file = open.get(stream);
      if (file == null) {
        file = create(stream);
        open.put(stream, file);
      }
      record.record().writeTo(file.out);
      file.out.write('\n');
      file.rows++;
      if (file.rows >= rows) {
        announce(stream);
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void onState(StateMessage state) throws InterruptedException {
    finish();
    next.onState(state);
  }

  @Override
  public void onActivateVersion(ActivateVersionMessage activation) throws InterruptedException {
    announce(activation.stream());
    next.onActivateVersion(activation);
  }

  @Override
  public void onBatch(BatchMessage batch) throws InterruptedException {
    announce(batch.stream());
    next.onBatch(batch);
  }

  @Override
  public void onPause() throws InterruptedException {
    next.onPause();
  }

  /** Announces every file that has records. */
  void finish() throws InterruptedException {
    for (String stream : List.copyOf(open.keySet())) {
      announce(stream);
    }
  }

  /** Removes the files that nobody has been told of. */
  void abandon() {
    for (OpenFile file : open.values()) {
      try {
        file.out.close();
        Files.deleteIfExists(file.path);
      } catch (IOException e) {
        // The run fails for another reason; that is the one to report.
      }
    }
    open.clear();
  }

  private void announce(String stream) throws InterruptedException {
    OpenFile file = open.remove(stream);
    if (file == null) {
      return;
    }
    try {
      file.complete();
      force(root);
    } catch (IOException e) {
      throw failure(e);
    }
    next.onBatch(
        new BatchMessage(
            stream,
            new BatchMessage.Encoding(config.format(), config.compression()),
            List.of(file.path.toUri())));
  }

  private OpenFile create(String stream) throws IOException {
    Files.createDirectories(root);
    boolean gzip = config.compression().equals("gzip");
    String name = config.prefix() + stream.replaceAll("[^A-Za-z0-9_.-]", "_") + "-" + run + "-";
    Path path;
    do {
      count++;
      path = root.resolve(name + count + (gzip ? ".jsonl.gz" : ".jsonl")).normalize();
    } while (Files.exists(path));
    if (!root.equals(path.getParent())) {
      throw new SingerException.Config(
          "batch_config", "has a storage.prefix that leads out of storage.root");
    }
    return new OpenFile(
        path,
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        gzip);
  }

  /** Makes the entry of a new file as durable as the file; not every system can do that. */
  private static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows cannot open a folder, and does not need to.
    }
  }

  private static SingerException failure(IOException e) {
    return new SingerException.Destination("a batch file cannot be written: " + e.getMessage(), e);
  }

  /** A file that is being written. */
  private static final class OpenFile {
    private final Path path;
    private final FileChannel channel;
    private final OutputStream out;
    private int rows;

    OpenFile(Path path, FileChannel channel, boolean gzip) throws IOException {
      this.path = path;
      this.channel = channel;
      OutputStream raw = Channels.newOutputStream(channel);
      this.out = gzip ? new GZIPOutputStream(raw, BUFFER) : new BufferedOutputStream(raw, BUFFER);
    }

    void complete() throws IOException {
      if (out instanceof GZIPOutputStream gzip) {
        gzip.finish();
      }
      out.flush();
      channel.force(true);
      out.close();
    }
  }
}
