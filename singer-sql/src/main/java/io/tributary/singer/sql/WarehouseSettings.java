package io.tributary.singer.sql;

import io.tributary.singer.config.Setting;
import java.util.Optional;

/** The settings that every database target has. */
public record WarehouseSettings(
    @Setting(
            "What loading does to the rows that are there: append-only, upsert or overwrite. By"
                + " default upsert for a stream with keys, and append-only for others.")
        Optional<LoadMethod> loadMethod,
    @Setting(
            value = "Add the `_sdc_` columns, which say where a row came from.",
            byDefault = "true")
        boolean addRecordMetadata,
    @Setting(
            value =
                "Delete the rows that the source says are gone, instead of marking them in"
                    + " `_sdc_deleted_at`.",
            byDefault = "false")
        boolean hardDelete,
    @Setting(
            value =
                "What may happen to the columns of a table that is there: evolve changes them,"
                    + " freeze leaves new ones out, fail refuses.",
            byDefault = "\"evolve\"")
        SchemaContract schemaContract,
    NamingSettings naming,
    StateSettings state) {
  public WarehouseSettings {
    if (state.stateBackend() == StateBackend.WAREHOUSE
        && loadMethod.equals(Optional.of(LoadMethod.OVERWRITE))) {
      throw new IllegalArgumentException(
          "state_backend warehouse is not for load_method overwrite, which begins anew each time");
    }
    if (hardDelete && !addRecordMetadata) {
      throw new IllegalArgumentException(
          "hard_delete needs add_record_metadata, whose columns say which rows are gone");
    }
  }

  /** Whether tables are replaced at the end of the run. */
  boolean overwrites() {
    return loadMethod.equals(Optional.of(LoadMethod.OVERWRITE));
  }

  /** Whether states are kept beside the rows. */
  boolean keepsState() {
    return state.stateBackend() == StateBackend.WAREHOUSE;
  }

  /** Whether rows of the same key are both kept. */
  boolean appendsOnly() {
    return loadMethod.equals(Optional.of(LoadMethod.APPEND_ONLY));
  }
}
