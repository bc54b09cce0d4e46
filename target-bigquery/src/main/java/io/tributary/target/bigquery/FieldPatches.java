package io.tributary.target.bigquery;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardTableDefinition;
import com.google.cloud.bigquery.Table;
import io.tributary.singer.sql.Backoff;
import io.tributary.singer.sql.Step;
import io.tributary.singer.sql.TableName;
import io.tributary.singer.sql.TypeChange;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends those of some steps that change fields: all of one table in one request, since BigQuery
 * allows it few, and each as often as it takes.
 */
final class FieldPatches {
  private static final Logger LOG = LoggerFactory.getLogger(FieldPatches.class);
  private static final int ATTEMPTS = 6;
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500));

  private final BigQuery client;
  private final BigqueryErrors errors;
  private final Map<TableName, List<TypeChange>> left;

  FieldPatches(BigQuery client, BigqueryErrors errors, List<Step> steps) {
    this.client = client;
    this.errors = errors;
    this.left =
        steps.stream()
            .filter(TypeChange.class::isInstance)
            .map(TypeChange.class::cast)
            .collect(Collectors.groupingBy(TypeChange::table, HashMap::new, Collectors.toList()));
  }

  /** Makes all changes of a table, unless they are made. */
  void send(TableName name) {
    List<TypeChange> changes = left.remove(name);
    if (changes != null) {
      send(name, changes);
    }
  }

  private void send(TableName name, List<TypeChange> changes) {
    for (int attempt = 1; ; attempt++) {
      try {
        update(name, changes);
        return;
      } catch (BigQueryException e) {
        if (attempt == ATTEMPTS || !BigqueryErrors.isPassing(e)) {
          throw errors.of(e, "the table " + name);
        }
        LOG.warn("a change of a table failed, and is sent again table={}", name);
        BACKOFF.pause(attempt);
      }
    }
  }

  /** A change that is there already changes nothing. */
  private void update(TableName name, List<TypeChange> changes) {
    Table table = client.getTable(StagingTable.id(name));
    StandardTableDefinition definition = table.getDefinition();
    Schema schema = Objects.requireNonNull(definition.getSchema(), "a table has columns");
    for (TypeChange change : changes) {
      schema = FieldPatch.applied(change, schema);
    }
    client.update(
        table.toBuilder().setDefinition(definition.toBuilder().setSchema(schema).build()).build());
  }
}
