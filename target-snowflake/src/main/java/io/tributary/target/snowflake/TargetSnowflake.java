package io.tributary.target.snowflake;

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
import java.time.Clock;

/** Writes streams to the tables of Snowflake. */
public final class TargetSnowflake implements Target<TargetSnowflake.Config> {
  /** The settings. */
  public record Config(
      Address address,
      Credentials credentials,
      Session session,
      WarehouseSettings warehouse,
      @Setting(
              value =
                  "Keep names as the source spells them, so that queries must quote them. By"
                      + " default names are in upper case, as Snowflake has them without quotes.",
              byDefault = "false")
          boolean quoteIdentifiers,
      @Setting(
              value =
                  "What a moment is kept as: with the offset that the source gave, as the clock of"
                      + " UTC, or as the moment alone.",
              byDefault = "\"timestamp_tz\"")
          TimestampType timestampType,
      @Setting(
              value = "Remove the files of a batch from the stage when it is loaded.",
              byDefault = "true")
          boolean cleanUpBatchFiles,
      @Setting(
              value =
                  "Merge with the least and the greatest of a batch's keys, so that Snowflake reads"
                      + " only the parts of a table that can hold them. It costs a request a batch,"
                      + " and helps where keys are numbers or times that grow, in large tables.",
              byDefault = "false")
          boolean mergePruning,
      @Setting(
              value =
                  "How large the files of a batch on the stage may become, in MB after compression."
                      + " A batch of less than eight such files is eight smaller ones.",
              byDefault = "100")
          int stageFileSizeMb) {
    public Config {
      if (stageFileSizeMb < 1 || stageFileSizeMb > MOST_MB) {
        throw new IllegalArgumentException("stage_file_size_mb is not between 1 and " + MOST_MB);
      }
    }
  }

  private static final int MOST_MB = 250;

  public static void main(String[] args) {
    SingerCli.main(new TargetSnowflake(), args);
  }

  @Override
  public String name() {
    return "target-snowflake";
  }

  @Override
  public String description() {
    return "Writes streams to the tables of Snowflake.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Loader open(Config config) {
    SnowflakeDialect dialect = new SnowflakeDialect(config);
    return new WarehouseLoader(
        SnowflakeWarehouse.open(config), dialect.dialect(), placement(config), Clock.systemUTC());
  }

  @Override
  public Planner plan(Config config) {
    SnowflakeDialect dialect = new SnowflakeDialect(config);
    return new WarehousePlanner(
        SnowflakeWarehouse.openToRead(config),
        dialect.dialect(),
        placement(config),
        Clock.systemUTC());
  }

  static Placement placement(Config config) {
    return new Placement(
        TableName.of(config.session().database(), config.session().defaultTargetSchema()),
        config.warehouse());
  }
}
