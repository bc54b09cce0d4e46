package io.tributary.singer.target;

import com.github.luben.zstd.ZstdInputStream;
import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.Loader;
import io.tributary.singer.connector.RowFormat;
import io.tributary.singer.connector.Transaction;
import io.tributary.singer.message.SchemaMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Keeps what it is given as text, and a log of what it was asked to do. */
final class MemoryLoader implements Loader {
  final List<String> log = new CopyOnWriteArrayList<>();
  final List<Batch> batches = new CopyOnWriteArrayList<>();

  /** The rows that are durable: the stream, and then the fields after the four carried ones. */
  final List<String> rows = new CopyOnWriteArrayList<>();

  final List<Long> sequences = new CopyOnWriteArrayList<>();

  /** The state that was kept beside the rows, if one was. */
  String state = "";

  long worthLoading = Long.MAX_VALUE;
  private final Durability durability;
  private final Consumer<Batch> before;

  MemoryLoader() {
    this(Durability.AT_ONCE, batch -> {});
  }

  /**
   * @param before what happens when a batch is to be loaded
   */
  MemoryLoader(Durability durability, Consumer<Batch> before) {
    this.durability = durability;
    this.before = before;
  }

  @Override
  public RowFormat format() {
    return RowFormat.SEPARATED;
  }

  @Override
  public Durability durability() {
    return durability;
  }

  @Override
  public long worthLoading() {
    return worthLoading;
  }

  @Override
  public void prepare(SchemaMessage schema, List<Column> columns) {
    log.add("prepare " + schema.stream() + " " + schema.schema().fields().size());
  }

  @Override
  public Loaded load(Batch batch) {
    before.accept(batch);
    rows.addAll(read(batch));
    batches.add(batch);
    log.add("load " + batch.schema().stream() + " " + batch.records());
    return new Loaded(batch.records(), 0);
  }

  private List<String> read(Batch batch) {
    List<String> read = new ArrayList<>();
    batch.files().forEach(file -> read(batch.schema().stream(), file, read));
    if (read.size() != batch.records()) {
      throw new AssertionError(read.size() + " rows in files of " + batch.records());
    }
    return read;
  }

  /** All of it, or nothing where {@code before} fails. An activated version empties its stream. */
  @Override
  public List<Loaded> commit(Transaction transaction) {
    List<String> now = new ArrayList<>(rows);
    List<Loaded> loaded = new ArrayList<>();
    for (Transaction.Step step : transaction.steps()) {
      if (step instanceof Transaction.Load load) {
        before.accept(load.batch());
        now.addAll(read(load.batch()));
        loaded.add(new Loaded(load.batch().records(), 0));
      } else if (step instanceof Transaction.Activate) {
        now.removeIf(row -> row.startsWith(step.stream() + " "));
      }
      log.add(step.getClass().getSimpleName() + " " + step.stream());
    }
    log.add("commit " + transaction.state().value().text());
    rows.clear();
    rows.addAll(now);
    state = transaction.state().value().text();
    return loaded;
  }

  private void read(String stream, Path file, List<String> read) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new ZstdInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split("\u001f", 5);
        sequences.add(Long.valueOf(fields[0]));
        read.add(stream + " " + fields[4].replace('\u001f', '|'));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void activateVersion(String stream, long version) {
    log.add("activate " + stream + " " + version);
  }

  @Override
  public void finish() {
    log.add("finish");
  }

  @Override
  public void close() {
    log.add("close");
  }
}
