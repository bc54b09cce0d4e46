package io.tributary.tap.googleads.read;

import io.tributary.tap.googleads.account.Account;
import io.tributary.tap.googleads.api.AdsApi;
import io.tributary.tap.googleads.api.AdsException;
import io.tributary.tap.googleads.api.Reaction;
import io.tributary.tap.googleads.gaql.Query;
import io.tributary.tap.googleads.report.StreamEntry;
import io.tributary.tap.googleads.report.StreamPlan;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plan of a stream, from which Google may strike a field that nobody chose. Thread-safe. */
final class PlannedQuery {
  private static final Logger LOG = LoggerFactory.getLogger(PlannedQuery.class);

  private final StreamEntry entry;
  private StreamPlan plan;

  PlannedQuery(StreamEntry entry, StreamPlan plan) {
    this.entry = entry;
    this.plan = plan;
  }

  synchronized StreamPlan plan() {
    return plan;
  }

  private synchronized void strike(String field) {
    plan = plan.without(field);
  }

  Query query() {
    return plan().query();
  }

  /** Does something with the plan, and again without each field that Google does not take. */
  void withFewerFields(Attempt attempt) throws IOException, InterruptedException {
    while (true) {
      StreamPlan tried = plan();
      try {
        attempt.with(tried);
        return;
      } catch (AdsException e) {
        Optional<String> field = struck(tried, e);
        if (field.isEmpty()) {
          throw e;
        }
        LOG.warn("{}: Google Ads does not take {}, which is left out", entry.name(), field.get());
        strike(field.get());
      }
    }
  }

  /** Something that is asked for by a plan. */
  interface Attempt {
    void with(StreamPlan plan) throws IOException, InterruptedException;
  }

  private Optional<String> struck(StreamPlan tried, AdsException e) {
    if (e.reaction() != Reaction.FIELD || entry.isChosen()) {
      return Optional.empty();
    }
    String said = e.error().message() + " " + e.error().trigger();
    List<String> named =
        tried.select().stream()
            .filter(field -> mentions(said, field))
            .filter(tried::canDo)
            .toList();
    return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
  }

  private static boolean mentions(String text, String field) {
    String quoted = Pattern.quote(field);
    return Pattern.compile("(?<![\\w.])" + quoted + "(?![\\w]|\\.\\w)").matcher(text).find();
  }

  /** Has Google check, once, a query that a user wrote. */
  void validate(AdsApi api, Account account) throws IOException, InterruptedException {
    if (entry.isChosen()) {
      api.validate(account.caller(), query().toString());
    }
  }
}
