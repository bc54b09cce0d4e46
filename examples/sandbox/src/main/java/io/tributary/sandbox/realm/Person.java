package io.tributary.sandbox.realm;

import io.tributary.sandbox.chance.Draw;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** Who a customer is: the name and where they can be reached. */
public record Person(String name, String email, String street, String town, String postalCode) {
  private static final List<String> FIRST =
      List.of(
          "Ada", "Bram", "Cora", "Dunstan", "Edda", "Falk", "Greta", "Hugo", "Isolde", "Joris",
          "Kaya", "Lorenz", "Mira", "Nils", "Odette", "Piers", "Quinn", "Rosa", "Silas", "Tamsin",
          "Ulf", "Vera", "Wendel", "Xenia", "Yorick", "Zelda");
  private static final List<String> LAST =
      List.of(
          "Archer",
          "Baker",
          "Carter",
          "Dyer",
          "Elder",
          "Fletcher",
          "Granger",
          "Harrow",
          "Ironside",
          "Joiner",
          "Kettle",
          "Lorimer",
          "Mason",
          "Nash",
          "Ostler",
          "Potter",
          "Quarry",
          "Reeve",
          "Sawyer",
          "Tanner",
          "Underhill",
          "Vintner",
          "Weaver",
          "Yeoman");
  private static final List<String> UNICODE =
      List.of(
          "Zoë Ångström", "李 小龍", "Ñandú Íñiguez", "Łukasz Żółć", "مريم الصباح", "🛡️ Sir Émile");
  private static final List<String> STREETS =
      List.of("Market Row", "Mill Lane", "Castle Street", "Bridge Road", "Well Court");

  /** Draws a person of a kingdom; whoever moves lives elsewhere in the same kingdom. */
  public static Person of(Draw draw, Kingdom kingdom, boolean hasMoved) {
    Draw home = draw.at(hasMoved ? "new home" : "home");
    String name =
        draw.at("unicode").happens(5, 1_000)
            ? pick(UNICODE, draw.at("name"))
            : pick(FIRST, draw.at("first")) + " " + pick(LAST, draw.at("last"));
    String plain = plain(name);
    String tag = Long.toString(draw.at("mail").between(46_656, 1_679_615), 36);
    return new Person(
        name,
        (plain.isEmpty() ? "citizen" : plain) + "." + tag + "@example.com",
        home.at("number").between(1, 240) + " " + pick(STREETS, home.at("street")),
        pick(kingdom.towns(), home.at("town")),
        Long.toString(home.at("post").between(10_000, 99_999)));
  }

  /** The letters of a name that an address may hold. */
  private static String plain(String name) {
    String decomposed =
        Normalizer.isNormalized(name, Normalizer.Form.NFD)
            ? name
            : Normalizer.normalize(name, Normalizer.Form.NFD);
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < decomposed.length(); i++) {
      char letter = decomposed.charAt(i);
      if ((letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z')) {
        plain.append(letter);
      } else if (letter == ' ' && plain.length() > 0) {
        plain.append('.');
      }
    }
    return plain.toString().toLowerCase(Locale.ROOT);
  }

  private static String pick(List<String> words, Draw draw) {
    return words.get(draw.below(words.size()));
  }
}
