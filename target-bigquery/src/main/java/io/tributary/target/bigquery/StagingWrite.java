package io.tributary.target.bigquery;

import com.google.cloud.bigquery.TableId;
import io.tributary.singer.connector.RowFormat;
import io.tributary.singer.error.SingerException;
import io.tributary.target.bigquery.write.Patience;
import io.tributary.target.bigquery.write.PendingWrites;
import io.tributary.target.bigquery.write.WriteFailure;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes a batch into its staging table by the Storage Write API. Its client is first touched when
 * the first batch comes.
 *
 * <p>Used by one thread.
 */
final class StagingWrite implements StagingMethod {
  private final TargetBigquery.Config config;
  private final WriteErrors errors;
  private final Patience patience;
  private @Nullable PendingWrites writes;

  StagingWrite(TargetBigquery.Config config, BigqueryErrors errors, Patience patience) {
    this.config = config;
    this.errors = new WriteErrors(errors, config.place());
    this.patience = patience;
  }

  /** Moments are numbers in it, as the API has them. */
  @Override
  public RowFormat format() {
    return RowFormat.SEPARATED;
  }

  @Override
  public void load(StagingTable staging) {
    if (writes == null) {
      QuietLogging.begin();
      writes =
          PendingWrites.open(
              config.place().storageEndpoint(),
              BigqueryLogin.credentials(config.credentials()),
              patience);
    }
    try {
      writes.write(path(staging.id()), new StagedRows(staging));
    } catch (WriteFailure e) {
      throw errors.of(e, staging);
    } catch (IOException e) {
      throw new SingerException.Destination(
          staging.batch().schema().stream()
              + ": the rows of a batch cannot be read: "
              + e.getMessage(),
          e);
    }
  }

  private static String path(TableId table) {
    return "projects/%s/datasets/%s/tables/%s"
        .formatted(table.getProject(), table.getDataset(), table.getTable());
  }

  @Override
  public void close() {
    if (writes != null) {
      writes.close();
    }
  }
}
