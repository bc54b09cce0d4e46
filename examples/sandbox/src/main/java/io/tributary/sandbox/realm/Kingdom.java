package io.tributary.sandbox.realm;

import java.util.List;
import java.util.Locale;

/** A kingdom of the realm: where it lies, what it pays in, and the people who live there. */
public record Kingdom(
    String code, String name, Place place, Currency currency, People people, List<String> towns) {

  /** Where a kingdom lies in the world that Stripe knows. */
  public record Place(String country, String timeZone, long area) {}

  /** The people of a kingdom as its census counts them; shares are in thousandths. */
  public record People(
      long population, long households, Trade trade, Age age, int literacy, int urban) {}

  /** The median age of a people, in tenths of a year. */
  public record Age(int tenths) {}

  public Kingdom {
    towns = List.copyOf(towns);
  }

  /** How much people here give against the average, in thousandths. */
  public int wealth() {
    return people.trade().wealth() * (700 + people.urban()) / 1_000;
  }

  /** How many of a thousand invoices are paid by the day they fall due. */
  public int punctuality() {
    int share = 480 + people.literacy() * 2 / 5 + people.trade().punctuality();
    return Math.max(300, Math.min(960, share));
  }

  /** The trade as the census writes it. */
  public String tradeName() {
    return people.trade().name().toLowerCase(Locale.ROOT);
  }
}
