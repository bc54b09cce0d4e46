package io.tributary.sandbox.ads;

import io.tributary.sandbox.chance.Draw;
import io.tributary.sandbox.chance.Ids;
import io.tributary.sandbox.entity.Origin;
import io.tributary.sandbox.realm.Currency;
import io.tributary.sandbox.realm.Days;
import java.time.LocalDate;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;

/**
 * Who saw the advertisements of a group on a day, drawn anew whenever it is asked for: some
 * handfuls of people alike. A few of them turn out two days later to have been machines, and are
 * gone.
 */
final class Visits {
  private static final int[] OF_WEEKDAY = {5, 5, 7, 5, 6, 7, 4};
  private static final int SETTLED_AFTER = 2;
  private static final int MICROS_STEP = 10_000;

  private final AdsPlan plan;

  Visits(AdsPlan plan) {
    this.plan = plan;
  }

  /** Takes visits; the measures are filled anew for each. */
  @FunctionalInterface
  interface Sink {
    void take(long key, long number, long[] measures);
  }

  /** One group on one day, seen from a day and an hour of the account. */
  record Moment(long day, long today, int hour, int missingHour) {
    static Moment of(Account account, long day, long now) {
      return new Moment(day, account.day(now), account.hour(now), missingHour(account, day));
    }

    /** The hour that the clocks leave out on a day in spring; -1 on every other day. */
    private static int missingHour(Account account, long day) {
      ZoneOffsetTransition next =
          account
              .territory()
              .zone()
              .getRules()
              .nextTransition(
                  LocalDate.ofEpochDay(day).atStartOfDay(account.territory().zone()).toInstant());
      return next != null
              && next.isGap()
              && next.getDateTimeBefore().toLocalDate().toEpochDay() == day
          ? next.getDateTimeBefore().getHour()
          : -1;
    }
  }

  void of(Account account, Campaign campaign, int group, Moment moment, Sink sink) {
    Draw draw =
        plan.draw().at(account.id()).at((long) campaign.index() << 12 | group).at(moment.day());
    int count = OF_WEEKDAY[Days.weekday(moment.day()) - 1] - draw.below(3);
    long[] measures = Measure.none();
    for (int i = 0; i < count; i++) {
      Draw visit = draw.at(i);
      int hour = 6 + (int) (visit.bits() >>> 23 & 0xff) % 18;
      boolean isYetToCome = moment.day() == moment.today() && hour >= moment.hour();
      boolean isMachine = visit.at(1).below(100) == 0;
      if (isYetToCome || (isMachine && moment.today() >= moment.day() + SETTLED_AFTER)) {
        continue;
      }
      if (hour == moment.missingHour()) {
        hour++;
      }
      long key =
          (key(visit, campaign, hour) & ~(Dim.GROUP.mask() | Dim.COUNTRY.mask()))
              | Dim.GROUP.at(group)
              | Dim.COUNTRY.at(country(account, visit));
      count(account, campaign, visit, measures);
      sink.take(key | calendar(moment.day()), visit.key(), measures);
    }
  }

  private void count(Account account, Campaign campaign, Draw visit, long[] measures) {
    int impressions = 1 + visit.at(2).below(2 * plan.crowd() - 1);
    int perMille = 20 + 40 * (campaign.index() * 3 % 8) / 8;
    int expected = impressions * perMille;
    int clicks = expected / 1_000 + (visit.at(3).below(1_000) < expected % 1_000 ? 1 : 0);
    Measure.IMPRESSIONS.put(measures, impressions);
    Measure.CLICKS.put(measures, clicks);
    Measure.COST_MICROS.put(
        measures, clicks == 0 ? 0 : clicks * price(visit, account.territory().currency()));
    boolean isVideo = campaign.channel() == Channel.VIDEO;
    boolean isSeen = isVideo || campaign.channel() == Channel.DISPLAY;
    Measure.VIDEO_VIEWS.put(measures, isVideo ? (impressions + 2) / 3 : 0);
    Measure.VIEW_THROUGH.put(measures, isSeen && visit.at(4).below(300) == 0 ? 1 : 0);
    boolean writes = clicks > 0 && visit.at(5).below(15) == 0;
    Measure.ALL_CONVERSIONS.put(measures, writes ? 1 : 0);
    Measure.ALL_CONVERSIONS_BY_DATE.put(measures, writes ? 1 : 0);
  }

  /** What a click costs: half a dollar, give or take, in an account's currency. */
  static long price(Draw visit, Currency currency) {
    long dollarMicros = visit.at("price").logNormal(450_000, 0.5);
    return Math.max(MICROS_STEP, currency.micros(dollarMicros) / MICROS_STEP * MICROS_STEP);
  }

  /** What tells a visit from others, but for the country. */
  static long key(Draw draw, Campaign campaign, int hour) {
    long bits = draw.bits();
    long more = draw.at(6).bits();
    int device = (int) (bits & 0x7f);
    int network = (int) (bits >>> 7 & 0x1f);
    int place = (int) (more & 0xff);
    int level = Math.min(7, Long.numberOfTrailingZeros(more >>> 8 | 1L << 40));
    int term = (1 << level) - 1 + (int) (more >>> 48 & (1 << level) - 1);
    int gender = (int) (bits >>> 12 & 0xf);
    return Dim.CAMPAIGN.at(campaign.index())
        | Dim.GROUP.at((bits >>> 16 & 0xff) % (campaign.channel().hasAdGroups() ? 4 : 2))
        | Dim.SLOT.at((bits >>> 24 & 0xff) % AdIds.KEYWORDS)
        | Dim.AD.at((bits >>> 32 & 0xff) % AdIds.ADS)
        | Dim.DEVICE.at(device < 76 ? 0 : device < 116 ? 1 : 2)
        | Dim.NETWORK.at(
            campaign.channel().networks().get(network < 20 ? 0 : network < 28 ? 1 : 2).place())
        | Dim.HOUR.at(hour)
        | Dim.AGE.at((bits >>> 40 & 0xff) % 7)
        | Dim.GENDER.at(gender < 7 ? 0 : gender < 14 ? 1 : 2)
        | Dim.INTEREST.at(place < 40 ? 1 : 0)
        | Dim.PRODUCT.at((bits >>> 48 & 0xff) % 12)
        | Dim.TERM.at(Math.min(254, term));
  }

  private static int country(Account account, Draw visit) {
    List<Country> countries = account.territory().countries();
    return countries.isEmpty() ? 0 : countries.get(visit.at(7).below(countries.size())).place();
  }

  static long calendar(long day) {
    return Dim.WEEKDAY.at(Days.weekday(day))
        | Dim.MONTH.at(LocalDate.ofEpochDay(day).getMonthValue());
  }

  /** The name of the n-th click of a visit. */
  static String click(Ids ids, long visit, int number) {
    return Origin.click(ids, (visit + number * 0x9e37_79b9_7f4a_7c15L) | 1L << 62);
  }
}
