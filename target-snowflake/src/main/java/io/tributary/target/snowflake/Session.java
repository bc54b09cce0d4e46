package io.tributary.target.snowflake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.Setting;
import io.tributary.singer.sql.Template;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a session works with. */
record Session(
    @Setting("The role. By default the user's own.") Optional<String> role,
    @Setting("The warehouse that loads. By default the user's own.") Optional<String> warehouse,
    @Setting(value = "The database that holds the tables.", aliases = "dbname") String database,
    @Setting(
            value = "The schema that holds the tables. It is made if it is not there.",
            byDefault = "\"PUBLIC\"",
            aliases = "schema")
        String defaultTargetSchema,
    @Setting(
            value =
                "What the statements are tagged with in Snowflake's query history. {run} stands for"
                    + " a name that no other run has; {stream}, {database}, {schema} and {table},"
                    + " in what loads a stream, for what it loads.",
            byDefault = "\"tributary\"")
        String queryTag,
    @Setting("Session parameters by their names, such as STATEMENT_TIMEOUT_IN_SECONDS.")
        Optional<ObjectNode> sessionParameters) {
  /** Parameters that decide what is loaded, and when it is durable. */
  private static final Set<String> FIXED =
      Set.of(
          "AUTOCOMMIT",
          "DATE_INPUT_FORMAT",
          "ERROR_ON_NONDETERMINISTIC_MERGE",
          "JDBC_QUERY_RESULT_FORMAT",
          "MULTI_STATEMENT_COUNT",
          "QUOTED_IDENTIFIERS_IGNORE_CASE",
          "TIMESTAMP_INPUT_FORMAT",
          "TIMEZONE",
          "TIME_INPUT_FORMAT");

  Session {
    if (database.isBlank()) {
      throw new IllegalArgumentException("database is empty");
    }
    if (defaultTargetSchema.isBlank()) {
      throw new IllegalArgumentException("default_target_schema is empty");
    }
    new Template(queryTag).check("query_tag", QueryTag.NAMES);
    sessionParameters.ifPresent(
        parameters ->
            parameters
                .properties()
                .forEach(
                    parameter -> {
                      if (!parameter.getValue().isValueNode()
                          || !parameter.getKey().matches("[A-Za-z_]+")) {
                        throw new IllegalArgumentException(
                            "session_parameters has "
                                + parameter.getKey()
                                + ", which is not a parameter with one value");
                      }
                      if (isFixed(parameter.getKey())) {
                        throw new IllegalArgumentException(
                            "session_parameters has "
                                + parameter.getKey()
                                + ", which is not allowed");
                      }
                    }));
  }

  /** Whether nobody may set this parameter otherwise. */
  static boolean isFixed(String parameter) {
    return FIXED.contains(parameter.toUpperCase(Locale.ROOT));
  }
}
