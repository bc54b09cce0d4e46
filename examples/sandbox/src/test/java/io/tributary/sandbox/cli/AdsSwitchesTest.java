package io.tributary.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.sandbox.option.AdsFault;
import io.tributary.sandbox.option.AdsOptions;
import io.tributary.sandbox.option.AdsOptions.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class AdsSwitchesTest {
  @Command
  private static final class Switched {
    @Mixin private AdsSwitches ads = new AdsSwitches();
  }

  private static AdsOptions parsed(String... arguments) {
    Switched switched = new Switched();
    new CommandLine(switched).parseArgs(arguments);
    return switched.ads.options();
  }

  @Test
  void nothingIsBoundedOrFailsUnlessItIsSaid() {
    assertThat(parsed()).isEqualTo(AdsOptions.DEFAULTS);
  }

  @Test
  void everySwitchIsTaken() {
    AdsOptions options =
        parsed(
            "--ads-breadth=10",
            "--ads-accounts=20",
            "--ads-daily-operations=2880",
            "--ads-token-uses=5",
            "--ads-fault=INTERNAL_ERROR:3:account=1000000001:from=campaign:after=100,RESOURCE_EXHAUSTED:7");

    assertThat(options)
        .isEqualTo(
            AdsOptions.DEFAULTS
                .withBreadth(10)
                .withMoreAccounts(20)
                .withDailyOperations(2880)
                .withTokenUses(5)
                .withRule(
                    Rule.every(3, AdsFault.INTERNAL_ERROR)
                        .ofAccount(1_000_000_001L)
                        .from("campaign")
                        .afterRows(100))
                .withRule(Rule.every(7, AdsFault.RESOURCE_EXHAUSTED)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X:1", "INTERNAL_ERROR", "INTERNAL_ERROR:0", "INTERNAL_ERROR:1:x=2"})
  void aFaultThatIsNoneIsRefused(String fault) {
    assertThatThrownBy(() -> parsed("--ads-fault=" + fault))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--ads-fault: " + fault);
  }
}
