package io.tributary.sandbox.report;

import io.tributary.sandbox.ads.Account;
import io.tributary.sandbox.ads.AdsWorld;
import io.tributary.sandbox.ads.Campaign;
import io.tributary.sandbox.ads.Dim;
import io.tributary.sandbox.ads.Measure;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;

/**
 * The rows of a view, one stretch of the calendar after the other; only the stretch that is being
 * summed up is held.
 */
final class Counted implements Iterator<Row> {
  private final AdsWorld world;
  private final Account account;
  private final View view;
  private final Shape shape;
  private final Queue<Row> ready = new ArrayDeque<>();
  private long day;

  /**
   * What the rows are divided by, from which day to which, and whether there are rows of those too
   * for whom nothing was counted.
   *
   * @param bare what those of campaigns without ad groups are divided by
   */
  record Shape(long mask, long bare, List<Grain> grains, long first, long last, boolean hasAll) {
    long row(long key) {
      boolean isBare = mask != bare && !Campaign.of(Dim.CAMPAIGN.of(key)).channel().hasAdGroups();
      return key & (isBare ? bare : mask);
    }
  }

  Counted(AdsWorld world, Account account, View view, Shape shape) {
    this.world = world;
    this.account = account;
    this.view = view;
    this.shape = shape;
    day = shape.first();
    if (shape.hasAll() && shape.first() > shape.last()) {
      sum();
    }
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && day <= shape.last()) {
      sum();
    }
    return !ready.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  /** Sums up the stretch that begins here. */
  private void sum() {
    Map<Long, long[]> sums = new HashMap<>();
    if (shape.hasAll()) {
      view.each(world, account, key -> sums.put(key, Measure.none()));
    }
    long first = day;
    List<LocalDate> stretch = beginnings(first);
    for (; day <= shape.last() && beginnings(day).equals(stretch); day++) {
      world.count(
          account,
          day,
          view.campaigns(),
          (key, counted) -> {
            if (view.counts(key)) {
              add(sums.computeIfAbsent(shape.row(key), each -> Measure.none()), counted);
            }
          });
    }
    sums.keySet().stream()
        .sorted()
        .forEach(
            key ->
                ready.add(
                    new Row(
                        world,
                        account,
                        key,
                        first,
                        sums.getOrDefault(key, Measure.none()),
                        view.detail())));
  }

  private List<LocalDate> beginnings(long epochDay) {
    LocalDate date = LocalDate.ofEpochDay(epochDay);
    return shape.grains().stream().map(grain -> grain.begins(date)).toList();
  }

  private static void add(long[] sums, long[] counted) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += counted[i];
    }
  }
}
