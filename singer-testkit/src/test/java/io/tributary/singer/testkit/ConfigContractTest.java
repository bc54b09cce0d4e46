package io.tributary.singer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.config.Secret;
import io.tributary.singer.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ConfigContractTest {
  record Sound(
      @Setting(value = "The key.", aliases = "token") Secret apiKey,
      @Setting(value = "Records per page.", byDefault = "100") int pageSize,
      @Setting("The account.") Optional<String> account,
      Group group) {
    Sound {
      if (pageSize < 1) {
        throw new IllegalArgumentException("page_size is not positive");
      }
    }
  }

  record Group(@Setting(value = "Whether to be strict.", byDefault = "false") boolean strict) {}

  record Leaky(@Setting("The key.") Secret apiKey) {
    @Override
    public String toString() {
      return "the key is " + apiKey.reveal();
    }
  }

  record Mute(@Setting(value = "", byDefault = "1") int size) {}

  @TestFactory
  Stream<DynamicTest> holdsForASoundRecord() {
    return ConfigContract.of(Sound.class, "{'api_key': 'sk_live_1'}")
        .setting("api_key", "'sk_live_2'")
        .setting("page_size", "50")
        .setting("account", "'acct_1'")
        .setting("strict", "true")
        .refusing("page_size", "0", "is not positive")
        .refusing("page_size", "1.5", "is not a whole number")
        .checks();
  }

  @Test
  void missesASettingThatIsNotTried() {
    assertThat(
            failures(
                ConfigContract.of(Sound.class, "{'api_key': 'k'}")
                    .setting("api_key", "'k2'")
                    .setting("page_size", "50")
                    .setting("account", "'a'")))
        .containsExactly("every setting is tried");
  }

  @Test
  void noticesAValueThatIsTheDefault() {
    assertThat(
            failures(
                ConfigContract.of(Sound.class, "{'api_key': 'k'}")
                    .setting("api_key", "'k2'")
                    .setting("page_size", "100")
                    .setting("account", "'a'")
                    .setting("strict", "true")))
        .containsExactly("page_size is read");
  }

  @Test
  void noticesAConstraintThatIsNotThere() {
    assertThat(
            failures(
                ConfigContract.of(Sound.class, "{'api_key': 'k'}")
                    .setting("api_key", "'k2'")
                    .setting("page_size", "50")
                    .setting("account", "'a'")
                    .setting("strict", "true")
                    .refusing("page_size", "1000", "is too many")))
        .containsExactly("page_size is not 1000");
  }

  @Test
  void noticesASecretThatShows() {
    assertThat(
            failures(ConfigContract.of(Leaky.class, "{'api_key': 'k'}").setting("api_key", "'k2'")))
        .containsExactly("api_key is not shown");
  }

  @Test
  void noticesASettingWithoutASentence() {
    assertThat(failures(ConfigContract.of(Mute.class, "{}").setting("size", "2")))
        .containsExactly("every setting has a sentence");
  }

  private static List<String> failures(ConfigContract<?> contract) {
    List<String> failures = new ArrayList<>();
    contract
        .checks()
        .forEach(
            check -> {
              try {
                check.getExecutable().execute();
              } catch (Throwable e) {
                failures.add(check.getDisplayName());
              }
            });
    return failures;
  }
}
