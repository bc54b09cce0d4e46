package io.tributary.sandbox.cli;

import io.tributary.sandbox.option.AdsFault;
import io.tributary.sandbox.option.AdsOptions;
import io.tributary.sandbox.option.AdsOptions.Rule;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The switches of Google's half. */
final class AdsSwitches {
  private static final String FORM =
      " is not like INTERNAL_ERROR:3, one of Google's errors and a number, with :account=ID,"
          + " :from=RESOURCE or :after=ROWS if it is not for every query";

  @Option(
      names = "--ads-breadth",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many times as many ad groups each campaign has as four.")
  private int breadth;

  @Option(
      names = "--ads-accounts",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many more accounts the managers have.")
  private int accounts;

  @Option(
      names = "--ads-daily-operations",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many queries a day are answered before the quota is used up; 0 for all.")
  private int dailyOperations;

  @Option(
      names = "--ads-token-uses",
      paramLabel = "N",
      defaultValue = "0",
      description = "For how many requests an access token is good; 0 for any number.")
  private int tokenUses;

  @Option(
      names = "--ads-fault",
      split = ",",
      paramLabel = "ERROR:K",
      description =
          "Let every K-th query fail with one of Google's errors, such as"
              + " RESOURCE_TEMPORARILY_EXHAUSTED:7; with :account=ID, :from=RESOURCE or :after=ROWS"
              + " only those of an account or a resource, or after some rows.")
  private List<String> faults = List.of();

  AdsOptions options() {
    List<Rule> rules = new ArrayList<>();
    faults.forEach(fault -> rules.add(rule(fault)));
    return new AdsOptions(breadth, accounts, dailyOperations, tokenUses, rules);
  }

  private static Rule rule(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length < 2 || !parts[1].matches("[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException("--ads-fault: " + text + FORM);
    }
    AdsFault fault =
        AdsFault.of(parts[0])
            .orElseThrow(() -> new IllegalArgumentException("--ads-fault: " + text + FORM));
    Rule rule = Rule.every(Integer.parseInt(parts[1]), fault);
    for (int i = 2; i < parts.length; i++) {
      rule = narrowed(rule, parts[i], text);
    }
    return rule;
  }

  private static Rule narrowed(Rule rule, String part, String text) {
    String value = part.substring(part.indexOf('=') + 1);
    if (part.matches("account=\\d{10}")) {
      return rule.ofAccount(Long.parseLong(value));
    }
    if (part.matches("from=[a-z_]+")) {
      return rule.from(value);
    }
    if (part.matches("after=\\d{1,9}")) {
      return rule.afterRows(Integer.parseInt(value));
    }
    throw new IllegalArgumentException("--ads-fault: " + text + FORM);
  }
}
