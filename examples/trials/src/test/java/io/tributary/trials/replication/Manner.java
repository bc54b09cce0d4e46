package io.tributary.trials.replication;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;

/**
 * How a run goes about it, which must make no difference.
 *
 * @param windowDays how much time is read in one go
 * @param pageSize how many objects at a time
 * @param streams how many streams at once
 * @param requests how many requests at once
 * @param asksAlways whether changed objects are asked for though an event shows them
 * @param reconcileDays of what age objects are read again in any case
 * @param refreshDays how often a catalogue is read again in any case
 * @param batch how many rows are loaded at once
 */
record Manner(
    int windowDays,
    int pageSize,
    int streams,
    int requests,
    boolean asksAlways,
    int reconcileDays,
    int refreshDays,
    int batch) {
  static final Manner PLAIN = new Manner(3650, 100, 1, 1, true, 0, 0, 100_000);

  static Manner any(Chance chance) {
    return new Manner(
        1 + chance.below(4),
        2 + chance.below(chance.one(2) ? 4 : 20),
        1 + chance.below(3),
        1 + chance.below(3),
        chance.one(3),
        chance.one(5) ? 2 : 0,
        chance.one(5) ? 3 : 0,
        chance.one(4) ? 5 + chance.below(40) : 100_000);
  }

  /** The tap's settings. */
  ObjectNode reading(URI stripe) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("api_key", "sk_test_fake")
        .put("base_url", stripe.toString())
        .put("window_days", windowDays)
        .put("event_window_days", Math.min(windowDays, 30))
        .put("page_size", pageSize)
        .put("max_parallel_streams", streams)
        .put("max_concurrency", requests)
        .put("hydrate", asksAlways ? "always" : "auto")
        .put("reconcile_days", reconcileDays)
        .put("full_refresh_every_days", refreshDays)
        .put("requests_per_second", 100_000)
        .put("requests_per_second_per_endpoint", 100_000)
        .put("max_attempts", 50)
        .put("state_interval_seconds", 0.001);
  }
}
