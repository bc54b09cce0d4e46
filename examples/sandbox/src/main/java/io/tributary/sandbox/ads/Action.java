package io.tributary.sandbox.ads;

import java.util.List;

/** What people do that an account counts; the number is what keys hold. */
public record Action(int number, String name, String category, boolean isPrimary) {
  public static final Action SIGN_UP = new Action(1, "Sign-up", "SIGNUP", true);
  public static final Action TRIBUTE = new Action(2, "Tribute", "PURCHASE", true);
  public static final Action LETTER = new Action(3, "Letter ordered", "CONTACT", false);

  public static final List<Action> ALL = List.of(SIGN_UP, TRIBUTE, LETTER);

  /** How long after a click an action still counts. */
  public static final int CLICK_DAYS = 90;

  public static Action of(int number) {
    return ALL.get(number - 1);
  }

  public long id(Account account) {
    return 6_000_000_000L + account.ordinal() * 10L + number;
  }

  public String resourceName(Account account) {
    return account.path("conversionActions/" + id(account));
  }
}
