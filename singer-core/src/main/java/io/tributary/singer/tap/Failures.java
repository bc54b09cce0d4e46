package io.tributary.singer.tap;

import io.tributary.singer.error.SingerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The streams of a run that could not be read to their end, and what that makes of the run. */
final class Failures {
  private final List<SingerException> failures = new ArrayList<>();
  private final List<String> sentences = new ArrayList<>();

  void add(String stream, SingerException why) {
    String message = String.valueOf(why.getMessage());
    failures.add(why);
    sentences.add(message.startsWith(stream + ":") ? message : stream + ": " + message);
  }

  /**
   * What the run fails with. Where nobody is let in, it does not count that a stream could do
   * without. A used up quota alone is worth a code of its own, since it is enough to run again
   * later; else the others' success decides between a part and nothing.
   *
   * @param succeeded how many streams were read to their end
   */
  Optional<SingerException> verdict(int succeeded) {
    if (failures.isEmpty()) {
      return Optional.empty();
    }
    Optional<SingerException> shut =
        failures.stream().filter(SingerException.NoAccess.class::isInstance).findFirst();
    if (shut.isPresent()) {
      return shut;
    }
    if (failures.stream().allMatch(SingerException.Quota.class::isInstance)) {
      return Optional.of(new SingerException.Quota(String.join("\n", sentences)));
    }
    if (succeeded > 0) {
      return Optional.of(new SingerException.Partial(sentences));
    }
    return Optional.of(
        failures.size() == 1
            ? failures.get(0)
            : new SingerException.Source(String.join("\n", sentences), failures.get(0)));
  }
}
