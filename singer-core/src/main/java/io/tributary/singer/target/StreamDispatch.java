package io.tributary.singer.target;

import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.JsonField;
import io.tributary.singer.connector.Loader;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.message.StateMessage;
import io.tributary.singer.report.RunReport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Loads each stream's batches as they come; states wait until all before them are durable. */
final class StreamDispatch implements Dispatch {
  private final Loader loader;
  private final Loading loading;
  private final Acknowledgements acknowledgements;
  private final RunReport report;

  StreamDispatch(
      Loader loader, Loading loading, Acknowledgements acknowledgements, RunReport report) {
    this.loader = loader;
    this.loading = loading;
    this.acknowledgements = acknowledgements;
    this.report = report;
  }

  @Override
  public CompletableFuture<List<JsonField>> prepare(
      SchemaMessage schema, List<Column> columns, long number) throws InterruptedException {
    Preparation preparation = new Preparation(loader, schema, columns);
    inOrder(schema.stream(), number, preparation);
    return preparation.fields();
  }

  @Override
  public void activate(String stream, long version, long number) throws InterruptedException {
    inOrder(stream, number, () -> loader.activateVersion(stream, version));
  }

  /** Has something done to a stream, which counts as much as a record: states wait for it. */
  private void inOrder(String stream, long number, Runnable step) throws InterruptedException {
    began(stream, number);
    loading.then(
        () -> {
          try {
            step.run();
          } catch (SingerException e) {
            report.stream(stream).failed(String.valueOf(e.getMessage()));
            throw e;
          }
          acknowledgements.batchLoaded(stream);
        });
  }

  @Override
  public void began(String stream, long number) {
    acknowledgements.batchBegan(stream, number);
  }

  @Override
  public void load(Filled filled) throws InterruptedException {
    loading.then(
        () -> {
          try {
            filled.loaded(loader.load(filled.batch()));
          } catch (SingerException e) {
            filled.report().failed(String.valueOf(e.getMessage()));
            throw e;
          }
          acknowledgements.batchLoaded(filled.stream());
          filled.rows().delete();
        });
  }

  @Override
  public void state(long after, StateMessage state) {
    acknowledgements.stateArrived(after, state.value());
  }

  @Override
  public boolean isDue() {
    return false;
  }

  @Override
  public void settle() {}

  @Override
  public void end(@Nullable Throwable failure) throws InterruptedException {
    if (failure != null) {
      loading.endBecauseOf(failure);
      return;
    }
    loading.then(loader::finish);
    loading.then(acknowledgements::runFinished);
    loading.end();
  }
}
