package io.tributary.tap.googleads.account;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which accounts to read.
 *
 * @param customers their ids, and managers for all that they manage; everything if empty
 * @param login the manager through which to ask
 * @param logins the manager of single accounts, by their ids
 * @param statuses the states in which an account is read, such as ENABLED
 * @param withHidden whether accounts that their manager has hidden are read
 */
public record AccountChoice(
    List<Long> customers,
    OptionalLong login,
    Map<Long, Long> logins,
    Set<String> statuses,
    boolean withHidden) {
  public AccountChoice {
    customers = List.copyOf(customers);
    logins = Map.copyOf(new TreeMap<>(logins));
    statuses = Set.copyOf(statuses);
  }

  /**
   * The number that an id is, with dashes or without.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static long id(String text) {
    String digits = text.replace("-", "").strip();
    if (!digits.matches("[0-9]{1,12}")) {
      throw new IllegalArgumentException("has " + text + ", which is not the id of an account");
    }
    return Long.parseLong(digits);
  }

  OptionalLong loginOf(long customer) {
    Long own = logins.get(customer);
    return own == null ? login : OptionalLong.of(own);
  }
}
