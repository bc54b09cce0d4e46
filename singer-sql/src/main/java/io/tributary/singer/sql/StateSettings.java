package io.tributary.singer.sql;

import io.tributary.singer.config.Setting;
import java.util.Optional;

/** Where states are kept. */
public record StateSettings(
    @Setting(
            value =
                "Where states are kept besides being printed: none, or warehouse: in the table"
                    + " `_singer_state`, in one transaction with the records that they cover, so"
                    + " that also streams without keys have each record once. --read-state prints"
                    + " what is kept. Records that no STATE covers are then not loaded.",
            byDefault = "\"none\"")
        StateBackend stateBackend,
    @Setting(
            "The name of the pipe whose state is kept, one for each pair of a tap and its"
                + " configuration; needed for state_backend warehouse.")
        Optional<String> stateId) {
  public StateSettings {
    if (stateBackend == StateBackend.WAREHOUSE && stateId.filter(id -> !id.isBlank()).isEmpty()) {
      throw new IllegalArgumentException(
          "state_id is needed for state_backend warehouse: it says whose state is kept");
    }
  }

  /** No state is kept. */
  public static StateSettings none() {
    return new StateSettings(StateBackend.NONE, Optional.empty());
  }
}
