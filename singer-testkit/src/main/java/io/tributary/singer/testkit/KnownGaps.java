package io.tributary.singer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * What a destination that others wrote is known to lack, by the names of the checks that ask for
 * it. Such a check must fail: a gap that is closed is reported, and so is one that no check asks
 * for.
 */
public final class KnownGaps {
  private final Map<String, String> gaps;

  private KnownGaps(Map<String, String> gaps) {
    this.gaps = gaps;
  }

  /**
   * The gaps.
   *
   * @param gaps what is lacking, by a regular expression that is found in the names of the checks
   *     that ask for it; the longest one counts
   */
  public static KnownGaps of(Map<String, String> gaps) {
    return new KnownGaps(Map.copyOf(gaps));
  }

  /** The checks, those that ask for what is lacking turned round. */
  public Stream<DynamicTest> judge(Stream<DynamicTest> checks) {
    List<DynamicTest> all = checks.toList();
    return Stream.concat(
        all.stream().map(this::judged),
        gaps.keySet().stream()
            .filter(gap -> all.stream().noneMatch(check -> isOf(check, gap)))
            .map(KnownGaps::unasked));
  }

  private DynamicTest judged(DynamicTest check) {
    Optional<String> gap =
        gaps.keySet().stream()
            .filter(each -> isOf(check, each))
            .max(Comparator.comparingInt(String::length));
    return gap.map(
            each ->
                DynamicTest.dynamicTest(
                    check.getDisplayName() + "; refused, for " + gaps.get(each),
                    () ->
                        assertThat(fails(check))
                            .as("%s: what it lacked, it has by now: %s", each, gaps.get(each))
                            .isTrue()))
        .orElse(check);
  }

  private static boolean isOf(DynamicTest check, String gap) {
    return Pattern.compile(gap).matcher(check.getDisplayName()).find();
  }

  private static DynamicTest unasked(String gap) {
    return DynamicTest.dynamicTest(
        gap, () -> assertThat(gap).as("a gap that no check asks for").isEmpty());
  }

  private static boolean fails(DynamicTest check) throws Throwable {
    try {
      check.getExecutable().execute();
      return false;
    } catch (AssertionError e) {
      return true;
    }
  }
}
