package io.tributary.sandbox.realm;

import io.tributary.sandbox.chance.Draw;
import io.tributary.sandbox.realm.Kingdom.Age;
import io.tributary.sandbox.realm.Kingdom.People;
import io.tributary.sandbox.realm.Kingdom.Place;
import java.util.ArrayList;
import java.util.List;

/** The twelve kingdoms of a seed: names and places are fixed, the people are drawn. */
public final class Kingdoms {
  private record Land(
      String name, String country, String timeZone, Currency currency, List<String> towns) {}

  private static final List<Land> LANDS =
      List.of(
          land(
              "Aldermark", "US", "America/New_York", Currency.USD, "Alderford", "Marston", "Oxley"),
          land("Brackenfell", "US", "America/Chicago", Currency.USD, "Bracken", "Fellgate", "Moor"),
          land("Cinderholt", "US", "America/Denver", Currency.USD, "Cinder", "Holtby", "Ashwick"),
          land("Dornmark", "DE", "Europe/Berlin", Currency.EUR, "Dornburg", "Grünwald", "Külz"),
          land("Estrelle", "FR", "Europe/Paris", Currency.EUR, "Étoile", "Belmont", "Saint-Ourse"),
          land("Fiammara", "IT", "Europe/Rome", Currency.EUR, "Fiamma", "Montechiaro", "Rocca"),
          land("Galdería", "ES", "Europe/Madrid", Currency.EUR, "Galda", "Peñalta", "Ribera"),
          land("Hollowmere", "GB", "Europe/London", Currency.GBP, "Hollow", "Merebank", "Thorpe"),
          land("Inverlorn", "GB", "Europe/London", Currency.GBP, "Lornside", "Kirkton", "Dunmuir"),
          land("Jindaira", "JP", "Asia/Tokyo", Currency.JPY, "深山", "桜川", "白浜"),
          land("Kaminari", "JP", "Asia/Tokyo", Currency.JPY, "雷門", "青葉", "松原"),
          land("Lulwah", "KW", "Asia/Kuwait", Currency.KWD, "اللؤلؤة", "Qasr", "Mirqab"));

  private Kingdoms() {}

  /** The kingdoms K01 to K12. */
  public static List<Kingdom> of(Draw seed) {
    List<Kingdom> kingdoms = new ArrayList<>();
    for (int i = 0; i < LANDS.size(); i++) {
      kingdoms.add(kingdom(i, LANDS.get(i), seed.at("kingdom").at(i)));
    }
    return List.copyOf(kingdoms);
  }

  private static Kingdom kingdom(int index, Land land, Draw draw) {
    long population =
        Math.max(30_000, Math.min(4_000_000, draw.at("people").logNormal(350_000, 1.1)));
    long area = Math.max(200, population / draw.at("density").between(20, 180));
    People people =
        new People(
            population,
            population * 10 / draw.at("household").between(21, 47),
            draw.at("trade").oneOf(Trade.values()),
            new Age((int) draw.at("age").between(221, 476)),
            (int) draw.at("literacy").between(310, 985),
            (int) draw.at("urban").between(80, 860));
    return new Kingdom(
        "K" + (index < 9 ? "0" : "") + (index + 1),
        land.name(),
        new Place(land.country(), land.timeZone(), area),
        land.currency(),
        people,
        land.towns());
  }

  private static Land land(
      String name, String country, String timeZone, Currency currency, String... towns) {
    return new Land(name, country, timeZone, currency, List.of(towns));
  }
}
