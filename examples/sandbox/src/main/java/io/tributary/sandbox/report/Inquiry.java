package io.tributary.sandbox.report;

import io.tributary.sandbox.ads.Account;
import io.tributary.sandbox.field.Field;
import io.tributary.sandbox.field.FieldCatalog;
import io.tributary.sandbox.field.Resource;
import io.tributary.sandbox.gaql.Query;
import io.tributary.sandbox.gaql.Query.Condition;
import java.util.List;

/** A query that Google would answer: its fields are known and go together. */
public record Inquiry(Query query, Resource resource, List<Column> columns, Window window) {
  public Inquiry {
    columns = List.copyOf(columns);
  }

  /** A selected field and how it is read. */
  public record Column(Field field, Reader reader) {}

  /** What an account's query is checked against. */
  public record Rules(FieldCatalog catalog, Readers readers, int version) {
    /** Refuses the query with a flaw if Google would. */
    public Inquiry check(Query query, Account account, long now) {
      return new Check(this, query, account, now).inquiry();
    }
  }

  boolean selects(String field) {
    return query.select().contains(field);
  }

  boolean hasMetrics() {
    return columns.stream().anyMatch(column -> column.field().isMetric())
        || query.where().stream()
            .map(Condition::field)
            .anyMatch(each -> each.startsWith("metrics."));
  }

  /** Whether something divides the rows, so that those without anything counted are left out. */
  boolean isSegmented() {
    return columns.stream()
        .map(Column::field)
        .anyMatch(
            field ->
                field.isSegment()
                    || (!field.isMetric()
                        && !resource.with().contains(field.root())
                        && resource.segments().contains(field.root())));
  }

  /** Whether the resources' names are to be shown although nobody selected them. */
  public boolean namesResources() {
    return !query
        .parameters()
        .getOrDefault("omit_unselected_resource_names", "false")
        .equals("true");
  }
}
