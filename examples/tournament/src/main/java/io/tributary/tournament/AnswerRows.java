package io.tributary.tournament;

import io.tributary.tournament.Answer.Campaign;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gathers the rows that the question is answered by. */
final class AnswerRows {
  private record Key(String source, String campaign) {}

  private final Map<Key, Outcome> totals = new LinkedHashMap<>();
  private final Map<Key, Map<LocalDate, Outcome>> weeks = new LinkedHashMap<>();

  /**
   * Adds a row.
   *
   * @param week not there for a campaign as a whole
   */
  void add(String source, String campaign, Optional<LocalDate> week, Outcome outcome) {
    Key key = new Key(source, campaign);
    week.ifPresentOrElse(
        monday -> weeks.computeIfAbsent(key, absent -> new TreeMap<>()).put(monday, outcome),
        () -> totals.put(key, outcome));
  }

  Answer complete() {
    List<Campaign> campaigns = new ArrayList<>();
    totals.forEach(
        (key, total) ->
            campaigns.add(
                new Campaign(
                    key.source(), key.campaign(), total, weeks.getOrDefault(key, Map.of()))));
    return new Answer(campaigns);
  }
}
