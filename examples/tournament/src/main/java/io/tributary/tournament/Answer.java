package io.tributary.tournament;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The answer: each campaign as a whole, the best first, and what each did week by week. */
record Answer(List<Campaign> campaigns) {

  /** A campaign of a source, and its weeks by their Mondays. */
  record Campaign(String source, String name, Outcome total, Map<LocalDate, Outcome> weeks) {
    Campaign {
      weeks = new TreeMap<>(weeks);
    }

    boolean costs() {
      return total.cost().signum() > 0;
    }

    /** How a person would call it. */
    String title() {
      String spoken = name.replace('-', ' ');
      return Character.toUpperCase(spoken.charAt(0)) + spoken.substring(1);
    }
  }

  Answer {
    campaigns =
        campaigns.stream()
            .sorted(
                Comparator.comparing(
                        (Campaign campaign) ->
                            campaign
                                .total()
                                .roi()
                                .map(roi -> roi.negate().doubleValue())
                                .orElse(1e9))
                    .thenComparing(Campaign::source)
                    .thenComparing(Campaign::name))
            .toList();
  }

  /** Those that were paid for, the best first. */
  List<Campaign> paid() {
    return campaigns.stream().filter(Campaign::costs).toList();
  }

  /** Everything that was paid for, taken together. */
  Outcome total() {
    return paid().stream().map(Campaign::total).reduce(Outcome.NOTHING, Outcome::plus);
  }

  /** Every week of what was paid for, taken together. */
  Map<LocalDate, Outcome> weeks() {
    Map<LocalDate, Outcome> weeks = new TreeMap<>();
    paid()
        .forEach(
            campaign ->
                campaign
                    .weeks()
                    .forEach((week, outcome) -> weeks.merge(week, outcome, Outcome::plus)));
    return weeks;
  }

  /** The services, taken together. */
  Map<String, Outcome> sources() {
    Map<String, Outcome> sources = new TreeMap<>();
    campaigns.forEach(
        campaign -> sources.merge(campaign.source(), campaign.total(), Outcome::plus));
    return sources;
  }

  /** The answer in one sentence. */
  String headline() {
    List<Campaign> best = new ArrayList<>(paid());
    best.removeIf(campaign -> campaign.total().revenue().compareTo(campaign.total().cost()) <= 0);
    if (best.isEmpty()) {
      return "No campaign has brought in what it cost";
    }
    Campaign first = best.get(0);
    String rest = best.size() == 1 ? ", and no other" : " best of " + best.size() + " that do";
    return first.title() + " on " + first.source() + " pays" + rest;
  }
}
