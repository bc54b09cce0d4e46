package io.tributary.singer.sql;

import io.tributary.singer.connector.Loader.Loaded;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What one transaction does. How a batch gets into its table is asked only when all of them are
 * staged, since a later one may change the table.
 */
final class TransactionWork {
  private final List<Part> parts = new ArrayList<>();
  private int batches;

  private sealed interface Part {}

  private record Rows(StagedBatch batch) implements Part {}

  private record Other(Statement statement) implements Part {}

  void add(StagedBatch batch) {
    parts.add(new Rows(batch));
    batches++;
  }

  void add(Statement statement) {
    parts.add(new Other(statement));
  }

  /** How many batches there are. */
  int batches() {
    return batches;
  }

  /**
   * Does all of it, or nothing.
   *
   * @return what became of each batch, in order
   */
  List<Loaded> execute(Warehouse warehouse, Function<StagedBatch, LoadSteps> steps) {
    List<Statement> statements = new ArrayList<>();
    List<Integer> inserts = new ArrayList<>();
    List<StagedBatch> loading = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Rows rows) {
        LoadSteps its = steps.apply(rows.batch());
        loading.add(rows.batch());
        inserts.add(statements.size() + its.insert());
        statements.addAll(its.statements());
      } else if (part instanceof Other other) {
        statements.add(other.statement());
      }
    }
    List<Long> counts = warehouse.execute(statements);
    List<Loaded> loaded = new ArrayList<>();
    for (int i = 0; i < loading.size(); i++) {
      loaded.add(loading.get(i).loaded(counts.get(inserts.get(i))));
    }
    return loaded;
  }
}
