package io.tributary.target.duckdb;

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
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Writes streams to the tables of a DuckDB file. */
public final class TargetDuckdb implements Target<TargetDuckdb.Config> {
  /** The settings. */
  public record Config(
      @Setting("The database file. It is made if it is not there.") Path path,
      @Setting(
              value = "The schema that holds the tables. It is made if it is not there.",
              byDefault = "\"main\"")
          String defaultTargetSchema,
      WarehouseSettings warehouse,
      @Setting(
              "The memory that DuckDB may use, in MiB; beyond it, it works in files. By default it"
                  + " gets 128, and more only if a table cannot be loaded with that.")
          Optional<Integer> memoryLimitMb,
      @Setting(
              value =
                  "The threads that DuckDB may use. Each gathers a hundred thousand rows, so more want a"
                      + " higher memory_limit_mb.",
              byDefault = "1")
          int threads,
      @Setting(
              "The folder for DuckDB's temporary files. By default it stands beside the database"
                  + " file, with .tmp after its name.")
          Optional<Path> tempDirectory) {
    private static final int LEAST_MEMORY_MB = 64;

    public Config {
      if (defaultTargetSchema.isBlank()) {
        throw new IllegalArgumentException("default_target_schema is empty");
      }
      if (memoryLimitMb.orElse(LEAST_MEMORY_MB) < LEAST_MEMORY_MB) {
        throw new IllegalArgumentException("memory_limit_mb is less than " + LEAST_MEMORY_MB);
      }
      if (threads < 1) {
        throw new IllegalArgumentException("threads is less than 1");
      }
    }
  }

  public static void main(String[] args) {
    SingerCli.main(new TargetDuckdb(), args);
  }

  @Override
  public String name() {
    return "target-duckdb";
  }

  @Override
  public String description() {
    return "Writes streams to the tables of a DuckDB file.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Loader open(Config config) {
    DuckdbWarehouse warehouse = DuckdbWarehouse.open(config);
    return new WarehouseLoader(
        warehouse, DuckdbDialect.DUCKDB, placement(warehouse, config), Clock.systemUTC());
  }

  @Override
  public Planner plan(Config config) {
    DuckdbWarehouse warehouse = DuckdbWarehouse.openToRead(config);
    return new WarehousePlanner(
        warehouse, DuckdbDialect.DUCKDB, placement(warehouse, config), Clock.systemUTC());
  }

  private static Placement placement(DuckdbWarehouse warehouse, Config config) {
    return new Placement(
        TableName.of(warehouse.database(), config.defaultTargetSchema()), config.warehouse());
  }
}
