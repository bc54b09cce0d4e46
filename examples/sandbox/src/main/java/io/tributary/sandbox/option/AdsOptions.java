package io.tributary.sandbox.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How Google's half is: how many times as many ad groups each campaign has, how many accounts more
 * there are, how many operations a day are allowed (0 for any number), how many requests an access
 * token is good for (0 for any number), and what goes wrong.
 */
public record AdsOptions(
    int breadth, int moreAccounts, int dailyOperations, int tokenUses, List<Rule> rules) {

  /** One campaign as it comes, without limits or faults. */
  public static final AdsOptions DEFAULTS = new AdsOptions(1, 0, 0, 0, List.of());

  private static final int WIDEST = 1_000;
  private static final int MOST_ACCOUNTS = 1_000;

  /**
   * Lets every so many-th query that it is for fail in one way: those of one account or of one
   * resource, if it names them; after so many rows instead of at once, if it says so.
   */
  public record Rule(
      AdsFault fault,
      int every,
      OptionalLong account,
      Optional<String> from,
      OptionalInt afterRows) {
    public Rule {
      if (every < 1) {
        throw new IllegalArgumentException("a fault comes with every first query or fewer");
      }
    }

    public static Rule every(int turn, AdsFault fault) {
      return new Rule(fault, turn, OptionalLong.empty(), Optional.empty(), OptionalInt.empty());
    }

    public Rule ofAccount(long id) {
      return new Rule(fault, every, OptionalLong.of(id), from, afterRows);
    }

    public Rule from(String resource) {
      return new Rule(fault, every, account, Optional.of(resource), afterRows);
    }

    public Rule afterRows(int rows) {
      return new Rule(fault, every, account, from, OptionalInt.of(rows));
    }
  }

  public AdsOptions {
    rules = List.copyOf(rules);
    if (breadth < 1 || breadth > WIDEST) {
      throw new IllegalArgumentException(
          "the breadth of the campaigns is not between 1 and " + WIDEST);
    }
    if (moreAccounts < 0 || moreAccounts > MOST_ACCOUNTS) {
      throw new IllegalArgumentException(
          "there are not between 0 and " + MOST_ACCOUNTS + " accounts more");
    }
    if (dailyOperations < 0 || tokenUses < 0) {
      throw new IllegalArgumentException("operations and uses of a token are not negative");
    }
  }

  public AdsOptions withBreadth(int times) {
    return new AdsOptions(times, moreAccounts, dailyOperations, tokenUses, rules);
  }

  public AdsOptions withMoreAccounts(int accounts) {
    return new AdsOptions(breadth, accounts, dailyOperations, tokenUses, rules);
  }

  public AdsOptions withDailyOperations(int operations) {
    return new AdsOptions(breadth, moreAccounts, operations, tokenUses, rules);
  }

  public AdsOptions withTokenUses(int requests) {
    return new AdsOptions(breadth, moreAccounts, dailyOperations, requests, rules);
  }

  /** One more way to fail. */
  public AdsOptions withRule(Rule rule) {
    List<Rule> more = new ArrayList<>(rules);
    more.add(rule);
    return new AdsOptions(breadth, moreAccounts, dailyOperations, tokenUses, more);
  }
}
