package io.tributary.target.bigquery;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardTableDefinition;
import com.google.cloud.bigquery.Table;
import io.tributary.singer.sql.Backoff;
import io.tributary.singer.sql.Statement;
import io.tributary.singer.sql.TableName;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends those statements of a list that stand for changes of fields: all of one table in one
 * request, since BigQuery allows it few, and each as often as it takes.
 */
final class FieldPatches {
  private static final Logger LOG = LoggerFactory.getLogger(FieldPatches.class);
  private static final int ATTEMPTS = 6;
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500));

  private final BigQuery client;
  private final BigqueryErrors errors;
  private final List<FieldPatch> patches;
  private final Set<TableName> sent = new HashSet<>();

  FieldPatches(BigQuery client, BigqueryErrors errors, List<Statement> statements) {
    this.client = client;
    this.errors = errors;
    this.patches = statements.stream().flatMap(it -> FieldPatch.of(it.sql()).stream()).toList();
  }

  /** Does what a statement stands for, and returns whether it stands for such a change. */
  boolean send(Statement statement) {
    Optional<FieldPatch> patch = FieldPatch.of(statement.sql());
    patch.map(FieldPatch::table).filter(sent::add).ifPresent(this::send);
    return patch.isPresent();
  }

  private void send(TableName name) {
    for (int attempt = 1; ; attempt++) {
      try {
        update(name);
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
  private void update(TableName name) {
    Table table = client.getTable(StagingTable.id(name));
    StandardTableDefinition definition = table.getDefinition();
    Schema schema = Objects.requireNonNull(definition.getSchema(), "a table has columns");
    for (FieldPatch patch : patches) {
      schema = patch.table().equals(name) ? patch.applied(schema) : schema;
    }
    client.update(
        table.toBuilder().setDefinition(definition.toBuilder().setSchema(schema).build()).build());
  }
}
