package io.tributary.sandbox.world;

import io.tributary.sandbox.entity.Customer;
import io.tributary.sandbox.entity.Origin;
import io.tributary.sandbox.realm.Currency;
import io.tributary.sandbox.realm.Kingdom;
import io.tributary.sandbox.realm.Kingdom.People;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Function;

/** Writes the tables that other offices of the realm keep: census, sign-ups, tournaments, rates. */
public final class Tables {
  private Tables() {}

  /**
   * Writes {@code census.csv}, {@code sign_ups.csv} (each row as it is given), {@code
   * tournament_results.csv} and {@code exchange_rates.csv}.
   */
  public static void write(World world, Path folder, Function<Customer, SignUp> signUps)
      throws IOException {
    Files.createDirectories(folder);
    try (Writer census = Files.newBufferedWriter(folder.resolve("census.csv"))) {
      census(world, census);
    }
    try (Writer out = Files.newBufferedWriter(folder.resolve("sign_ups.csv"))) {
      out.write(
          "user_id,signed_up_at,utm_source,utm_medium,utm_campaign,gclid,email,"
              + "stripe_customer_id,kingdom_code\n");
      var customers = world.platform().of(Customer.class).rows();
      for (int i = customers.size() - 1; i >= 0; i--) {
        out.write(signUp(customers.get(i), signUps.apply(customers.get(i))));
      }
    }
    try (Writer out = Files.newBufferedWriter(folder.resolve("tournament_results.csv"))) {
      Tournaments.write(world, out);
    }
    try (Writer out = Files.newBufferedWriter(folder.resolve("exchange_rates.csv"))) {
      out.write("currency,dollars\n");
      for (Currency currency : Currency.values()) {
        out.write(Csv.row(currency.name(), currency.dollars()));
      }
    }
  }

  /**
   * What the app knows of a customer: how to reach them, and what brought them; empty if nothing.
   */
  public record SignUp(String customerId, String email, String campaign, String click) {}

  private static void census(World world, Writer out) throws IOException {
    int year = Instant.ofEpochMilli(world.plan().since()).atOffset(ZoneOffset.UTC).getYear();
    out.write(
        "kingdom_code,kingdom,country,currency,time_zone,year,population,households,area,"
            + "dominant_trade,median_age,literacy,urban_share\n");
    for (Kingdom kingdom : world.kingdoms()) {
      People people = kingdom.people();
      out.write(
          Csv.row(
              kingdom.code(),
              kingdom.name(),
              kingdom.place().country(),
              kingdom.currency().code(),
              kingdom.place().timeZone(),
              year,
              people.population(),
              people.households(),
              kingdom.place().area(),
              kingdom.tradeName(),
              BigDecimal.valueOf(people.age().tenths(), 1),
              BigDecimal.valueOf(people.literacy(), 3),
              BigDecimal.valueOf(people.urban(), 3)));
    }
  }

  private static String signUp(Customer customer, SignUp signUp) {
    return Csv.row(
        customer.serial(),
        Instant.ofEpochMilli(customer.created()),
        Origin.source(customer),
        Origin.medium(customer),
        signUp.campaign(),
        signUp.click(),
        signUp.email(),
        signUp.customerId(),
        customer.kingdom().code());
  }
}
