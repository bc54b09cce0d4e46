package io.tributary.tap.stripe.account;

import io.tributary.tap.stripe.api.Window;
import io.tributary.tap.stripe.change.EventJournal;
import io.tributary.tap.stripe.stream.Resource;
import io.tributary.tap.stripe.stream.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
 * @param knowsChanges whether it is known since when changes have to be looked for: some of what a
 *     run read may be there for good though the run did not come to count, and be deleted since
 */
public record Resumption(
    Resource resource,
    Scope scope,
    Position before,
    Instant covered,
    Instant from,
    boolean isFirst,
    boolean knowsChanges) {
  private static final Logger log = LoggerFactory.getLogger(Resumption.class);

  /** How to go on from a position, or begin if it does not count. */
  public static Resumption of(Position before, Resource resource, Scope scope) {
    Instant start = scope.start(resource);
    boolean counts =
        before.until().isPresent() && !before.from().orElse(Instant.MAX).isAfter(start);
    if (!counts) {
      return new Resumption(
          resource, scope, before, start, start, true, before.eventsUntil().isPresent());
    }
    Instant until = before.until().get();
    Instant again = earlier(until.minus(lookback(scope)), unsettled(before, until, resource));
    return new Resumption(
        resource, scope, before, before.from().orElse(start), later(start, again), false, true);
  }

  private static Duration lookback(Scope scope) {
    Duration reconcile = scope.following().reconcile();
    Duration lookback = scope.timing().lookback();
    return reconcile.compareTo(lookback) > 0 ? reconcile : lookback;
  }

  /** From when on objects may have changed without any event. */
  private static Instant unsettled(Position before, Instant until, Resource resource) {
    Instant lately = until.minus(resource.changes().silently());
    return Settlement.isOf(resource) ? before.settledUntil().orElse(lately) : lately;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isAfter(other) ? other : one;
  }

  /** Whether everything has to be read from the beginning, whatever was read before. */
  public boolean mustBeginAnew(Instant end) {
    return knowsChanges && (comesTooLate(end) || (!isFirst && isDueForRefreshing(end)));
  }

  /** Whether Stripe has forgotten events that this resumption would need. */
  private boolean comesTooLate(Instant end) {
    Instant known = known(end);
    if (resource.changes().kept().isPresent() && before.until().orElse(end).isBefore(known)) {
      log.warn(
          "Stripe has forgotten some of what happened since the last run list={} last_run={}",
          resource.path(),
          before.until().orElse(end));
    }
    if (scope.follows(resource) && changesSince().isBefore(known)) {
      log.warn(
          "the last run is so long ago that Stripe has forgotten what changed: everything is read"
              + " again list={} last_run={}",
          resource.path(),
          changesSince());
      return true;
    }
    return false;
  }

  private static Instant known(Instant end) {
    return end.minus(EventJournal.LAST);
  }

  private boolean isDueForRefreshing(Instant end) {
    Duration every = scope.following().refresh();
    return !every.isZero()
        && resource.kind() == Resource.Kind.CATALOGUE
        && !before.refreshedAt().orElse(Instant.MIN).isAfter(end.minus(every));
  }

  /** Begins from the beginning instead. */
  public Resumption anew(Instant end) {
    Instant start = scope.start(resource);
    boolean knows = knowsChanges && !changesSince().isBefore(known(end));
    return new Resumption(resource, scope, before, start, start, true, knows);
  }

  /**
   * This resumption at the moment {@code end}: a first one knows the changes up to then, unless
   * those since an earlier moment have to be looked for.
   */
  public Resumption startingAt(Instant end) {
    if (!isFirst) {
      return this;
    }
    Position position =
        scope.follows(resource) && !knowsChanges ? before.changedUntil(end) : before;
    boolean refreshes = !scope.following().refresh().isZero();
    return new Resumption(
        resource,
        scope,
        refreshes ? position.refreshedAt(end) : position,
        covered,
        from,
        true,
        knowsChanges);
  }

  /**
   * The position of a first reading before it has read anything, by which the next run knows since
   * when changes have to be looked for, should this one come to nothing; empty if the state says so
   * already.
   */
  public Optional<Position> begun() {
    boolean isNews = isFirst && scope.follows(resource) && before.until().isEmpty();
    return isNews ? Optional.of(before) : Optional.empty();
  }

  /** Whether there are objects that were read by an earlier run and may have changed since. */
  public boolean mustCatchUp() {
    return scope.follows(resource) && knowsChanges;
  }

  private Instant changesSince() {
    return before.eventsUntil().or(before::until).orElse(from);
  }

  /** From when on changes have to be looked for, some of them again: events come late. */
  public Instant changesFrom() {
    return changesSince().minus(scope.timing().eventLookback());
  }

  /** When the objects were created that this run does not list. */
  public Window older() {
    return new Window(covered.getEpochSecond(), from.getEpochSecond());
  }

  /** The position when what was created before a moment is listed; it never moves backwards. */
  public Position reached(Instant until, Settlement settlement) {
    Instant furthest = isFirst ? until : later(until, before.until().orElse(until));
    Position position = before.reached(covered, furthest, scope.version());
    if (!Settlement.isOf(resource)) {
      return position;
    }
    Instant settled = settlement.until(furthest);
    return position.settledUntil(
        isFirst ? settled : earlier(settled, unsettled(before, furthest, resource)));
  }

  /**
   * The position when everything is done.
   *
   * @param end before when everything created has been listed
   * @param changed before when all changes are known
   */
  public Position finished(Instant end, Instant changed, Settlement settlement) {
    Position listed = reached(end, settlement);
    Position settled =
        Settlement.isOf(resource) ? listed.settledUntil(settlement.until(end)) : listed;
    return mustCatchUp()
        ? settled.changedUntil(later(changed, before.eventsUntil().orElse(changed)))
        : settled;
  }

  /** Says so if objects had another shape when they were read before. */
  public void adviseOnVersion() {
    String codename = Scope.codename(scope.version());
    before
        .version()
        .filter(version -> !isFirst && !Scope.codename(version).equals(codename))
        .ifPresent(
            version ->
                log.warn(
                    "the API version has changed since the last run, and objects with it: reading"
                        + " everything again is advised list={} before={} now={}",
                    resource.path(),
                    version,
                    scope.version()));
  }
}
