package io.tributary.sandbox.ads;

import io.tributary.sandbox.chance.Draw;
import io.tributary.sandbox.entity.Customer;
import io.tributary.sandbox.entity.Origin;
import io.tributary.sandbox.realm.Days;
import io.tributary.sandbox.world.Csv;
import io.tributary.sandbox.world.World;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What another service, like Facebook's, says of the same campaigns: a line for each day. */
public final class OtherAds {
  private OtherAds() {}

  /** One campaign on one day; the spend is in cents. */
  public record Line(
      String campaign, LocalDate day, long impressions, long clicks, long cents, long signUps) {}

  /** Every line until the day before the world's moment. */
  public static List<Line> of(AdsPlan plan, World world) {
    Map<String, Long> signUps = signUps(world);
    List<Line> lines = new ArrayList<>();
    for (long day = Days.of(plan.world().since()); day < Days.of(world.now()); day++) {
      for (String campaign : Origin.CAMPAIGNS) {
        Draw draw = plan.draw().at("another").at(campaign).at(day);
        long led = signUps.getOrDefault(campaign + day, 0L);
        long clicks = draw.below(plan.crowd()) + led;
        long impressions = clicks * 20 + draw.at("looks").below(30);
        long cents = clicks == 0 ? 0 : clicks * draw.at("price").logNormal(38, 0.4);
        lines.add(new Line(campaign, LocalDate.ofEpochDay(day), impressions, clicks, cents, led));
      }
    }
    return lines;
  }

  private static Map<String, Long> signUps(World world) {
    Map<String, Long> signUps = new HashMap<>();
    for (Customer customer : world.platform().of(Customer.class).rows()) {
      if (Origin.source(customer).equals("facebook")) {
        String key = Origin.campaign(customer) + Days.of(customer.created());
        signUps.merge(key, 1L, Long::sum);
      }
    }
    return signUps;
  }

  /** Writes {@code facebook_ads.csv}. */
  public static void write(AdsPlan plan, World world, Path folder) throws IOException {
    try (Writer out = Files.newBufferedWriter(folder.resolve("facebook_ads.csv"))) {
      out.write(
          "account_id,account_currency,campaign_id,campaign_name,date_start,date_stop,impressions,"
              + "clicks,spend,actions\n");
      for (Line line : of(plan, world)) {
        out.write(
            Csv.row(
                "act_100200300",
                "USD",
                "2384500000" + Origin.CAMPAIGNS.indexOf(line.campaign()),
                line.campaign(),
                line.day(),
                line.day(),
                line.impressions(),
                line.clicks(),
                BigDecimal.valueOf(line.cents(), 2),
                actions(line)));
      }
    }
  }

  private static String actions(Line line) {
    return "[{\"action_type\": \"complete_registration\", \"value\": \"" + line.signUps() + "\"}]";
  }
}
