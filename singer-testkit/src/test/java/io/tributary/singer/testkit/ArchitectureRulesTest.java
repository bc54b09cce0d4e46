package io.tributary.singer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

final class ArchitectureRulesTest {
  /** Everything that the rules forbid. */
  @SuppressWarnings({"NonFinalStaticField", "SystemOut"})
  static class StringUtils {
    static int counter;

    static Object mapper() throws InterruptedException {
      counter++;
      Thread.sleep(1);
      return JsonMapper.builder().build();
    }

    static void say() {
      System.out.println(java.util.logging.Level.INFO);
    }

    static final class DataHandler extends StringUtils {}
  }

  @Test
  void catchesWhatIsForbidden() {
    List<String> broken = new ArrayList<>();
    for (DynamicTest rule :
        ArchitectureRules.over(
                new ClassFileImporter()
                    .importClasses(StringUtils.class, StringUtils.DataHandler.class))
            .toList()) {
      try {
        rule.getExecutable().execute();
      } catch (Throwable e) {
        broken.add(rule.getDisplayName());
      }
    }

    assertThat(broken)
        .containsExactlyInAnyOrder(
            "no class is named for a room that holds everything",
            "only what takes messages is a Handler",
            "classes are final",
            "nothing extends a class of ours, failures excepted",
            "only the command line touches the process: its output, its exit, its environment",
            "no static field changes",
            "the one object mapper is made in the json package",
            "only the retries of http and sql sleep",
            "SLF4J is the one way to log");
  }

  @Test
  void refusesToJudgeNothing() {
    assertThatThrownBy(() -> ArchitectureRules.over("io.tributary.nowhere"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
