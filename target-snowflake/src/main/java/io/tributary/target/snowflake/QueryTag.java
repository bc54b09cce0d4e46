package io.tributary.target.snowflake;

import io.tributary.singer.sql.Identifiers;
import io.tributary.singer.sql.Placement;
import io.tributary.singer.sql.TableName;
import io.tributary.singer.sql.Template;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What the statements of a run are tagged with, those that are about one stream by its names. */
final class QueryTag {
  static final String PARAMETER = "QUERY_TAG";

  /** The names that may stand in a tag. */
  static final Set<String> NAMES = Set.of("run", "stream", "database", "schema", "table");

  /** The most characters that Snowflake takes. */
  private static final int LONGEST = 2_000;

  private final Template template;
  private final Placement placement;
  private final Identifiers identifiers;
  private final String run;

  QueryTag(TargetSnowflake.Config config, Identifiers identifiers, String run) {
    this.template = new Template(config.session().queryTag());
    this.placement = TargetSnowflake.placement(config);
    this.identifiers = identifiers;
    this.run = run;
  }

  /** The tag of what is about no stream. */
  String ofRun() {
    return filled(Map.of());
  }

  /** The tag of what loads a stream. */
  String of(String stream) {
    TableName table = placement.table(stream, identifiers);
    return filled(
        Map.of(
            "stream", stream,
            "database", table.parts().get(0),
            "schema", table.schema().name(),
            "table", table.name()));
  }

  private String filled(Map<String, String> known) {
    Map<String, String> values = new HashMap<>();
    NAMES.forEach(name -> values.put(name, ""));
    values.put("run", run);
    values.put("database", placement.schema().parts().get(0));
    values.putAll(known);
    String tag = template.filled(values);
    return tag.substring(0, Math.min(tag.length(), LONGEST));
  }
}
