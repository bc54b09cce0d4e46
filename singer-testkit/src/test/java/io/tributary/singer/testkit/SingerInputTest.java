package io.tributary.singer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class SingerInputTest {
  @Test
  void findsEveryInput() {
    assertThat(SingerInput.all()).hasSizeGreaterThan(60);
  }

  /** Two accounts of the same thing, one by hand and one by the model that judges random inputs. */
  @TestFactory
  Stream<DynamicTest> agreesWithTheModelWhereNoValueIsConverted() {
    return Stream.of(
            "activate-version",
            "activate-version-in-seconds",
            "composite-keys-that-joining-would-merge",
            "empty-stream",
            "key-of-null",
            "key-repeats-in-batch",
            "names-that-are-awkward",
            "no-keys",
            "overwrite",
            "schema-repeated",
            "states-interleaved-across-streams",
            "text-with-nul",
            "unicode-and-quotes")
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> {
                      SingerInput input = SingerInput.named(name);
                      Model model = Model.of(Arrival.of(input.bytes()));
                      input
                          .rows("")
                          .forEach(
                              (stream, rows) ->
                                  assertThat(
                                          Rows.text(model.rows().getOrDefault(stream, List.of())))
                                      .isEqualTo(Rows.text(rows)));
                    }));
  }

  @Test
  void takesTheTextOfAStateAsItStands() {
    assertThat(SingerInput.named("states-passed-on-untouched").states())
        .containsExactly(
            "{\"x\":0.1,\"y\":1.0,\"z\":1e400,\"w\":123456789012345678901234567890.10}",
            "{ \"b\": [1, 2.50 ,null], \"a\":\"caf\\u00e9 \\/ é\", \"b2\":{}}",
            "\"just text\"",
            "[0.30000000000000004]");
  }

  @Test
  void makesUpTheSameInputFromTheSameSeedAndOthersFromOthers() {
    assertThat(RandomInput.of(7, 100)).isEqualTo(RandomInput.of(7, 100));
    Set<List<Arrival>> inputs = new HashSet<>();
    IntStream.range(0, 20).forEach(seed -> inputs.add(Arrival.of(RandomInput.of(seed, 100))));
    assertThat(inputs).hasSize(20);
  }
}
