package io.tributary.treasury;

import java.util.List;
import java.util.stream.Collectors;

/** The answer in one sentence. */
final class Headline {
  private static final int NAMED = 3;

  private Headline() {}

  static String of(Answer answer) {
    List<String> names =
        answer.praised().stream().map(account -> account.kingdom().name()).toList();
    if (names.isEmpty()) {
      return "No kingdom pays both better and more promptly than the realm";
    }
    String verb = names.size() == 1 ? " pays" : " pay";
    return list(names) + verb + " well, and on time";
  }

  private static String list(List<String> names) {
    if (names.size() > NAMED) {
      String few = names.stream().limit(NAMED - 1).collect(Collectors.joining(", "));
      return few + " and " + (names.size() - NAMED + 1) + " more kingdoms";
    }
    if (names.size() == 1) {
      return names.get(0);
    }
    String few = String.join(", ", names.subList(0, names.size() - 1));
    return few + " and " + names.get(names.size() - 1);
  }
}
