package io.tributary.tap.stripe;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a reading begins, given where the last one ended.
 *
 * @param resource what is read
 * @param scope what of it is wanted
 * @param before the position of the last run
 * @param covered from when on everything created will have been read
 * @param from from when on what was created is listed now
 * @param isFirst whether nothing that was read before counts
 */
record Resumption(
    Resource resource,
    Scope scope,
    Position before,
    Instant covered,
    Instant from,
    boolean isFirst) {
  private static final Logger log = LoggerFactory.getLogger(Resumption.class);

  /** A day less than Stripe keeps them: the run itself takes time. */
  private static final Duration EVENTS_LAST = Resources.EVENTS_KEPT.minusDays(1);

  static Resumption of(Position before, Resource resource, Scope scope) {
    Instant start = scope.start(resource);
    boolean counts =
        before.until().isPresent() && !before.from().orElse(Instant.MAX).isAfter(start);
    Resumption first = new Resumption(resource, scope, before, start, start, true);
    if (!counts) {
      return first;
    }
    first.adviseOnVersion();
    Instant again = before.until().get().minus(lookback(resource, scope));
    return new Resumption(
        resource, scope, before, before.from().orElse(start), later(start, again), false);
  }

  private static Duration lookback(Resource resource, Scope scope) {
    Duration silently = resource.changes().silently();
    return silently.compareTo(scope.timing().lookback()) > 0 ? silently : scope.timing().lookback();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Whether Stripe has forgotten events that this resumption would need. */
  boolean comesTooLate(Instant end) {
    if (isFirst) {
      return false;
    }
    Instant known = end.minus(EVENTS_LAST);
    if (resource.changes().kept().isPresent() && before.until().orElse(end).isBefore(known)) {
      log.warn(
          "Stripe has forgotten some of what happened since the last run list={} last_run={}",
          resource.path(),
          before.until().orElse(end));
    }
    if (follows() && changesSince().isBefore(known)) {
      log.warn(
          "the last run is so long ago that Stripe has forgotten what changed: everything is read"
              + " again list={} last_run={}",
          resource.path(),
          changesSince());
      return true;
    }
    return false;
  }

  /** Begins from the beginning instead. */
  Resumption anew() {
    Instant start = scope.start(resource);
    return new Resumption(resource, scope, before, start, start, true);
  }

  /** This resumption at the moment {@code end}: a first one knows the changes up to then. */
  Resumption startingAt(Instant end) {
    return isFirst && follows()
        ? new Resumption(resource, scope, before.changedUntil(end), covered, from, true)
        : this;
  }

  private boolean follows() {
    return scope.followChanges() && !resource.changes().events().isEmpty();
  }

  /** Whether there are objects that were read by an earlier run and may have changed since. */
  boolean mustCatchUp() {
    return follows() && !isFirst;
  }

  private Instant changesSince() {
    return before.eventsUntil().or(before::until).orElse(from);
  }

  /** From when on changes have to be looked for, some of them again: events come late. */
  Instant changesFrom() {
    return changesSince().minus(scope.timing().lookback());
  }

  /** When the objects were created that this run does not list. */
  Window older() {
    return new Window(covered.getEpochSecond(), from.getEpochSecond());
  }

  /** The position when what was created before a moment is listed; it never moves backwards. */
  Position reached(Instant until) {
    Instant furthest = isFirst ? until : later(until, before.until().orElse(until));
    return before.reached(covered, furthest, scope.version());
  }

  /** The position when everything is done. */
  Position finished(Instant end) {
    Position listed = reached(end);
    return mustCatchUp()
        ? listed.changedUntil(later(end, before.eventsUntil().orElse(end)))
        : listed;
  }

  private void adviseOnVersion() {
    String codename = codename(scope.version());
    before
        .version()
        .filter(version -> !codename(version).equals(codename))
        .ifPresent(
            version ->
                log.warn(
                    "the API version has changed since the last run, and objects with it: reading"
                        + " everything again is advised list={} before={} now={}",
                    resource.path(),
                    version,
                    scope.version()));
  }

  private static String codename(String version) {
    return version.substring(version.lastIndexOf('.') + 1);
  }
}
