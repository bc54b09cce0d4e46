package io.tributary.sandbox.entity;

import io.tributary.sandbox.chance.Draw;
import io.tributary.sandbox.chance.Ids;
import java.util.List;

/** What brought a customer: the campaign, and the click if it was an advertisement of Google's. */
public final class Origin {
  /** The campaigns that bring customers, as links name them. */
  public static final List<String> CAMPAIGNS =
      List.of(
          "harvest-fair",
          "new-settlers",
          "spring-market",
          "guild-week",
          "old-houses",
          "royal-visit");

  private static final String PREFIX = "Cj0KCQ";

  private Origin() {}

  /** The campaign that brought the customer; empty for those who came by themselves. */
  public static String campaign(Customer customer) {
    Draw draw = customer.draw().at("campaign");
    return draw.happens(550, 1_000) ? CAMPAIGNS.get(draw.at("which").below(CAMPAIGNS.size())) : "";
  }

  /** Whether the campaign was one of Google's; the others are another service's, or letters. */
  public static boolean hasClick(Customer customer) {
    return !campaign(customer).isEmpty() && !customer.draw().at("click").happens(300, 1_000);
  }

  /**
   * Where the customer came from: google, facebook or newsletter; empty for those by themselves.
   */
  public static String source(Customer customer) {
    if (campaign(customer).isEmpty()) {
      return "";
    }
    if (hasClick(customer)) {
      return "google";
    }
    return customer.draw().at("other source").happens(650, 1_000) ? "facebook" : "newsletter";
  }

  /** What the source is, as links name it. */
  public static String medium(Customer customer) {
    return switch (source(customer)) {
      case "google" -> "cpc";
      case "facebook" -> "paid_social";
      case "newsletter" -> "email";
      default -> "";
    };
  }

  /** The click that brought the customer; empty for those who came without one. */
  public static String click(Ids ids, Customer customer) {
    return hasClick(customer) ? click(ids, customer.serial()) : "";
  }

  /** The name of a click by its number; those that brought a customer have the customer's. */
  public static String click(Ids ids, long number) {
    return ids.text(PREFIX, number);
  }
}
