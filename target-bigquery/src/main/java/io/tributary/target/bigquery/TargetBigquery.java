package io.tributary.target.bigquery;

import io.tributary.singer.cli.SingerCli;
import io.tributary.singer.config.Setting;
import io.tributary.singer.connector.Loader;
import io.tributary.singer.connector.Planner;
import io.tributary.singer.connector.Target;
import io.tributary.singer.sql.Placement;
import io.tributary.singer.sql.TableName;
import io.tributary.singer.sql.WarehouseLoader;
import io.tributary.singer.sql.WarehousePlanner;
import io.tributary.singer.sql.WarehouseSettings;
import io.tributary.target.bigquery.write.Patience;
import java.time.Clock;
import java.time.Duration;

/** Writes streams to the tables of BigQuery. */
public final class TargetBigquery implements Target<TargetBigquery.Config> {
  /** The settings. */
  public record Config(
      Place place,
      Credentials credentials,
      WarehouseSettings warehouse,
      ColumnSettings columns,
      Storage storage,
      @Setting(
              value =
                  "How rows are sent: load_job, which costs nothing, or storage_write, which costs"
                      + " by the byte, waits for no job and starts at once.",
              byDefault = "\"load_job\"")
          Method method,
      Staging staging,
      @Setting(
              value =
                  "Merge with the least and the greatest of a batch's keys, so that BigQuery reads"
                      + " only the partitions and clusters that can hold them. It costs a query a"
                      + " batch, and helps where keys are numbers or times that grow, in large"
                      + " tables that are partitioned or clustered by them.",
              byDefault = "false")
          boolean mergePruning) {
    public Config {
      boolean isNone = credentials.credentials() == Credentials.Source.NONE;
      boolean isWritten = method == Method.STORAGE_WRITE;
      if (isNone && !place.isHere()) {
        throw new IllegalArgumentException(
            "credentials is none, which is for an api_endpoint on this machine");
      }
      if (isNone && isWritten && !place.storesHere()) {
        throw new IllegalArgumentException(
            "credentials is none, which with storage_write is for a storage_endpoint on this"
                + " machine");
      }
      staging.check(isNone, isWritten);
      if (!isNone && place.isPlain()) {
        throw new IllegalArgumentException(
            "credentials is not none, but api_endpoint is http, by which no secret should go");
      }
      if (!isNone && isWritten && place.storesPlain()) {
        throw new IllegalArgumentException(
            "credentials is not none, but storage_endpoint is http, by which no secret should go");
      }
    }
  }

  /** BigQuery's times have six digits, and it refuses more. */
  private static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));

  private final Patience patience;

  public TargetBigquery() {
    this(Patience.STANDARD);
  }

  TargetBigquery(Patience patience) {
    this.patience = patience;
  }

  public static void main(String[] args) {
    SingerCli.main(new TargetBigquery(), args);
  }

  @Override
  public String name() {
    return "target-bigquery";
  }

  @Override
  public String description() {
    return "Writes streams to the tables of BigQuery.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Loader open(Config config) {
    return new WarehouseLoader(
        BigqueryWarehouse.open(config, patience),
        new BigqueryDialect(config).dialect(),
        placement(config),
        CLOCK);
  }

  @Override
  public Planner plan(Config config) {
    return new WarehousePlanner(
        BigqueryWarehouse.openToRead(config),
        new BigqueryDialect(config).dialect(),
        placement(config),
        CLOCK);
  }

  static Placement placement(Config config) {
    return new Placement(
        TableName.of(config.place().project(), config.place().dataset()),
        config.warehouse(),
        config.columns().wholeRecord());
  }
}
