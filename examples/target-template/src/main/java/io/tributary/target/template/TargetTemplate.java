package io.tributary.target.template;

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

/** Writes streams to the tables of a database. */
public final class TargetTemplate implements Target<TargetTemplate.Config> {

  // tag::config[]
  /** What the target can be told. */
  public record Config(
      @Setting("The database file. It is made if it is not there.") Path path,
      @Setting(value = "The schema that holds the tables.", byDefault = "\"main\"")
          String defaultTargetSchema,
      WarehouseSettings warehouse) {
    public Config {
      if (defaultTargetSchema.isBlank()) {
        throw new IllegalArgumentException("default_target_schema is empty");
      }
    }
  }

  // end::config[]

  public static void main(String[] args) {
    SingerCli.main(new TargetTemplate(), args);
  }

  @Override
  public String name() {
    return "target-template";
  }

  @Override
  public String description() {
    return "Writes streams to the tables of a database.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  // tag::open[]
  @Override
  public Loader open(Config config) {
    TemplateWarehouse warehouse = TemplateWarehouse.open(config.path());
    return new WarehouseLoader(
        warehouse, TemplateDialect.DIALECT, placement(warehouse, config), Clock.systemUTC());
  }

  @Override
  public Planner plan(Config config) {
    TemplateWarehouse warehouse = TemplateWarehouse.openToRead(config.path());
    return new WarehousePlanner(
        warehouse, TemplateDialect.DIALECT, placement(warehouse, config), Clock.systemUTC());
  }

  // end::open[]

  private static Placement placement(TemplateWarehouse warehouse, Config config) {
    TableName schema = TableName.of(warehouse.database(), config.defaultTargetSchema());
    return new Placement(schema, config.warehouse());
  }
}
