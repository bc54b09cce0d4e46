package io.tributary.sandbox.ads;

import io.tributary.sandbox.entity.Customer;
import io.tributary.sandbox.entity.Origin;
import io.tributary.sandbox.realm.Currency;
import io.tributary.sandbox.realm.Days;
import io.tributary.sandbox.world.Totals;
import io.tributary.sandbox.world.Tournaments;
import io.tributary.sandbox.world.World;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The generator's own answers about advertising, in dollars at the fixed rates; SQL over the tables
 * that were loaded must give exactly these.
 *
 * <p>A customer counts for the source and campaign of their link, in the week (from Monday, by UTC)
 * in which they signed up: what they gave is the net of all their payments so far, as {@link
 * Totals} counts it. What a campaign cost counts in the week of the day, by the account's clock.
 */
public record Returns(Map<String, Map<LocalDate, Week>> campaigns) {
  private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

  /** What a campaign cost in a week, and what those did who signed up in it. */
  public record Week(BigDecimal cost, long signUps, long players, long cents) {
    private static final Week NOTHING = new Week(BigDecimal.ZERO, 0, 0, 0);

    Week plus(Week other) {
      return new Week(
          cost.add(other.cost),
          signUps + other.signUps,
          players + other.players,
          cents + other.cents);
    }

    public BigDecimal revenue() {
      return BigDecimal.valueOf(cents, 2);
    }
  }

  /** Adds everything up that a world's advertising has cost and brought. */
  public static Returns of(AdsWorld ads, World world) {
    Map<String, Map<LocalDate, Week>> campaigns = new TreeMap<>();
    for (Account account : ads.accounts().all()) {
      for (long day = ads.firstDay(); day <= ads.today(account); day++) {
        addCost(campaigns, ads, account, day);
      }
    }
    for (OtherAds.Line line : OtherAds.of(ads.plan(), world)) {
      BigDecimal spend = BigDecimal.valueOf(line.cents(), 2);
      add(campaigns, "facebook", line.campaign(), line.day(), new Week(spend, 0, 0, 0));
    }
    Map<Long, Long> given = Totals.netOfCustomers(world);
    Set<Long> players = players(world);
    for (Customer customer : world.platform().of(Customer.class).rows()) {
      if (!Origin.campaign(customer).isEmpty()) {
        long serial = customer.serial();
        LocalDate day = LocalDate.ofEpochDay(Days.of(customer.created()));
        Week week =
            new Week(
                BigDecimal.ZERO,
                1,
                players.contains(serial) ? 1 : 0,
                given.getOrDefault(serial, 0L));
        add(campaigns, Origin.source(customer), Origin.campaign(customer), day, week);
      }
    }
    return new Returns(campaigns);
  }

  private static Set<Long> players(World world) {
    Set<Long> players = new HashSet<>();
    for (Tournaments.Tournament tournament : Tournaments.of(world)) {
      tournament.results().forEach(result -> players.add(result.customer().serial()));
    }
    return players;
  }

  private static void addCost(
      Map<String, Map<LocalDate, Week>> campaigns, AdsWorld ads, Account account, long day) {
    long[] micros = new long[Campaign.campaigns().size()];
    ads.count(
        account,
        day,
        campaign -> true,
        (key, counted) -> micros[Dim.CAMPAIGN.of(key)] += Measure.COST_MICROS.of(counted));
    Currency currency = account.territory().currency();
    for (Campaign campaign : Campaign.campaigns()) {
      if (micros[campaign.index()] > 0) {
        BigDecimal dollars =
            BigDecimal.valueOf(micros[campaign.index()])
                .multiply(currency.dollars())
                .divide(MICROS);
        LocalDate date = LocalDate.ofEpochDay(day);
        add(campaigns, "google", campaign.code(), date, new Week(dollars, 0, 0, 0));
      }
    }
  }

  private static void add(
      Map<String, Map<LocalDate, Week>> campaigns,
      String source,
      String campaign,
      LocalDate day,
      Week week) {
    campaigns
        .computeIfAbsent(source + "/" + campaign, key -> new TreeMap<>())
        .merge(day.with(DayOfWeek.MONDAY), week, Week::plus);
  }

  /** A campaign's weeks taken together. */
  public Week total(String sourceAndCampaign) {
    return campaigns.getOrDefault(sourceAndCampaign, Map.of()).values().stream()
        .reduce(Week.NOTHING, Week::plus);
  }

  /** Revenue for each dollar, less the dollar, to four places; nothing if it cost nothing. */
  public static List<BigDecimal> roi(Week week) {
    return week.cost().signum() == 0
        ? List.of()
        : List.of(
            week.revenue().divide(week.cost(), 4, RoundingMode.HALF_UP).subtract(BigDecimal.ONE));
  }
}
