package io.tributary.singer.target;

import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.JsonField;
import io.tributary.singer.connector.Loader;
import io.tributary.singer.connector.Transaction;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.message.StateMessage;
import io.tributary.singer.report.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Loads what all streams sent up to a state together with that state, so that the destination never
 * has the one without the other.
 *
 * <p>What no state covers when the input ends is not loaded: its source sends it again, and rows
 * without keys would be there twice.
 */
final class StateDispatch implements Dispatch {
  private final Loader loader;
  private final Loading loading;
  private final Acknowledgements acknowledgements;
  private final RunReport report;
  private List<Part> parts = new ArrayList<>();
  private @Nullable StateMessage last;
  private @Nullable RawJson sent;
  private long covered;
  private boolean due;

  /** A step before its rows are known to be in their files. */
  private sealed interface Part {}

  private record Told(long number, Transaction.Step step) implements Part {}

  private record Rows(Filled filled) implements Part {}

  StateDispatch(
      Loader loader, Loading loading, Acknowledgements acknowledgements, RunReport report) {
    this.loader = loader;
    this.loading = loading;
    this.acknowledgements = acknowledgements;
    this.report = report;
  }

  /** At once, since no transaction undoes it, and rows may have to be written as it says. */
  @Override
  public CompletableFuture<List<JsonField>> prepare(
      SchemaMessage schema, List<Column> columns, long number) throws InterruptedException {
    Preparation preparation = new Preparation(loader, schema, columns);
    loading.then(
        () -> {
          try {
            preparation.run();
          } catch (SingerException e) {
            report.stream(schema.stream()).failed(String.valueOf(e.getMessage()));
            throw e;
          }
        });
    return preparation.fields();
  }

  @Override
  public void activate(String stream, long version, long number) {
    parts.add(new Told(number, new Transaction.Activate(stream, version)));
  }

  @Override
  public void began(String stream, long number) {}

  @Override
  public void load(Filled filled) {
    parts.add(new Rows(filled));
    due = true;
  }

  @Override
  public void state(long after, StateMessage state) {
    last = state;
    covered = after;
  }

  @Override
  public boolean isDue() {
    return due && last != null;
  }

  @Override
  public void settle() throws InterruptedException {
    StateMessage state = last;
    if (state == null || (parts.isEmpty() && state.value().equals(sent))) {
      return;
    }
    List<Part> whole = parts;
    parts = new ArrayList<>();
    due = false;
    sent = state.value();
    loading.then(() -> commit(whole, state));
  }

  @Override
  public void end(@Nullable Throwable failure) throws InterruptedException {
    Map<String, Long> uncovered = leaveOut();
    settle();
    if (failure != null) {
      loading.endBecauseOf(failure);
    } else if (!uncovered.isEmpty()) {
      loading.endBecauseOf(notCovered(uncovered));
    } else {
      loading.then(loader::finish);
      loading.end();
    }
  }

  /** Takes out what the last state does not cover, and says how many records of which streams. */
  private Map<String, Long> leaveOut() throws InterruptedException {
    Map<String, Long> uncovered = new TreeMap<>();
    List<Part> kept = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Rows rows) {
        long all = rows.filled().rows().rows();
        Optional<Filled> left = rows.filled().upTo(last == null ? 0 : covered);
        left.ifPresent(it -> kept.add(new Rows(it)));
        long gone = all - left.map(it -> it.rows().rows()).orElse(0L);
        if (gone > 0) {
          uncovered.merge(rows.filled().stream(), gone, Long::sum);
        }
      } else if (part instanceof Told told && told.number() <= covered) {
        kept.add(told);
      }
    }
    parts = kept;
    return uncovered;
  }

  private static SingerException notCovered(Map<String, Long> records) {
    StringBuilder counts = new StringBuilder(64);
    records.forEach(
        (stream, count) -> counts.append(", ").append(stream).append(' ').append(count));
    return new SingerException.Source(
        "the input ended after records that no STATE covers ("
            + counts.substring(2)
            + "), so that they are not loaded and come again with the next run; a tap that never"
            + " writes a STATE after its records needs state_backend none");
  }

  /** Runs on the loading thread. */
  private void commit(List<Part> whole, StateMessage state) throws InterruptedException {
    List<Transaction.Step> steps = new ArrayList<>();
    List<Filled> filled = new ArrayList<>();
    for (Part part : whole) {
      if (part instanceof Rows rows) {
        filled.add(rows.filled());
        steps.add(new Transaction.Load(rows.filled().batch()));
      } else if (part instanceof Told told) {
        steps.add(told.step());
      }
    }
    acknowledgements.keepRejects();
    try {
      List<Loader.Loaded> loaded = loader.commit(new Transaction(steps, state));
      for (int i = 0; i < filled.size(); i++) {
        filled.get(i).loaded(loaded.get(i));
      }
    } catch (SingerException e) {
      String reason = String.valueOf(e.getMessage());
      steps.forEach(step -> report.stream(step.stream()).failed(reason));
      throw e;
    }
    acknowledgements.committed(filled.stream().map(Filled::stream).toList(), state.value());
    filled.forEach(it -> it.rows().delete());
  }
}
