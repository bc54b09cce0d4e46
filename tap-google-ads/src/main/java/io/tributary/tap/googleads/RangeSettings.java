package io.tributary.tap.googleads;

import io.tributary.singer.config.Setting;
import io.tributary.tap.googleads.api.AdsApi;
import io.tributary.tap.googleads.read.Horizon;
import io.tributary.tap.googleads.read.Lookback;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;

/** Which days to read. */
public record RangeSettings(
    @Setting("The first day to read; Google keeps days for 37 months.") Instant startDate,
    @Setting("The last day to read; the last there is if it is not given.")
        Optional<Instant> endDate,
    @Setting(
            value =
                "How many days of what was read before to read again, since conversions are of the"
                    + " day of the click however late they come; auto for as many as the account's"
                    + " conversion actions count, and three more.",
            byDefault = "\"30\"",
            aliases = "conversion_window")
        String lookbackDays,
    @Setting(
            "How many days to read again of the streams by conversion action, if not as many as of"
                + " the others.")
        Optional<Integer> conversionsLookbackDays,
    @Setting(
            value = "About how many days one query is for: each is one operation of the quota.",
            byDefault = "31")
        int windowDays,
    @Setting(
            value =
                "Whether today is read as well, which is not over; the next run reads it again.",
            byDefault = "true")
        boolean includeToday) {

  private static final int MOST = 1_000;

  public RangeSettings {
    if (endDate.isPresent() && endDate.get().isBefore(startDate)) {
      throw new IllegalArgumentException("end_date is before start_date");
    }
    if (!lookbackDays.equals("auto") && !lookbackDays.matches("[0-9]{1,3}")) {
      throw new IllegalArgumentException("lookback_days is not auto or between 0 and 999");
    }
    if (conversionsLookbackDays.isPresent()
        && (conversionsLookbackDays.get() < 0 || conversionsLookbackDays.get() > MOST)) {
      throw new IllegalArgumentException("conversions_lookback_days is not between 0 and 1000");
    }
    if (windowDays < 1 || windowDays > MOST) {
      throw new IllegalArgumentException("window_days is not between 1 and 1000");
    }
  }

  Horizon.Range range() {
    return new Horizon.Range(
        day(startDate), endDate.map(RangeSettings::day), includeToday, windowDays);
  }

  Lookback lookback(AdsApi api) {
    return new Lookback(
        api,
        lookbackDays.equals("auto")
            ? OptionalInt.empty()
            : OptionalInt.of(Integer.parseInt(lookbackDays)),
        conversionsLookbackDays.map(OptionalInt::of).orElse(OptionalInt.empty()));
  }

  private static LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC);
  }
}
