package io.tributary.tap.stripe.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.json.Json;
import io.tributary.tap.stripe.api.ScratchFile;
import java.io.IOException;
import java.time.Instant;

/**
 * The objects of one list that have changed.
 *
 * @param index where all changes are
 * @param list the list's number there
 * @param since from when on changes are wanted
 * @param until before when all changes are known
 * @param objects where the objects are kept that events show
 */
public record ChangedObjects(
    ChangeIndex index, int list, Instant since, Instant until, ScratchFile objects) {

  /** Hands over the changes, some objects at a time. */
  public void read(ChangeIndex.Reader reader) throws IOException, InterruptedException {
    index.read(
        list,
        changes -> {
          changes.values().removeIf(change -> change.at() < since.getEpochSecond());
          reader.read(changes);
        });
  }

  /** What an event showed. */
  public JsonNode shown(ScratchFile.Piece piece) throws IOException {
    return Json.MAPPER.readTree(objects.read(piece));
  }
}
