package io.tributary.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A block that begins with {@code java snippet=File.java#tag} is the text between {@code //
 * tag::tag[]} and {@code // end::tag[]} of that file. {@code -Ddocs=update} rewrites the pages.
 */
class SnippetsTest {
  private static final boolean UPDATE = "update".equals(System.getProperty("docs"));
  private static final Pattern INFO = Pattern.compile("java snippet=(\\w+\\.java)#(\\w+)");

  @TestFactory
  Stream<DynamicTest> everySnippetIsWhatTheBuildCompiles() {
    return Page.all().stream()
        .filter(page -> page.blocks().stream().anyMatch(block -> isSnippet(block.info())))
        .map(page -> DynamicTest.dynamicTest(page.name(), () -> compare(page)));
  }

  private static boolean isSnippet(String info) {
    return info.contains("snippet=");
  }

  private static void compare(Page page) throws IOException {
    StringBuilder updated = new StringBuilder(page.text());
    List<Page.Block> blocks = page.blocks();
    for (int i = blocks.size() - 1; i >= 0; i--) {
      Page.Block block = blocks.get(i);
      if (isSnippet(block.info())) {
        String source = source(block.info());
        if (!UPDATE) {
          assertThat(block.text())
              .as("%s; -Ddocs=update rewrites it", block.info())
              .isEqualTo(source);
        }
        updated.replace(block.start(), block.start() + block.text().length(), source);
      }
    }
    if (UPDATE) {
      Files.writeString(page.file(), updated);
    }
  }

  private static String source(String info) {
    Matcher named = INFO.matcher(info);
    assertThat(named.matches()).as("java snippet=File.java#tag, not %s", info).isTrue();
    String text = text(named.group(1));
    Pattern tagged =
        Pattern.compile(
            " *// tag::"
                + named.group(2)
                + "\\[]\\n(.*?)\\n* *// end::"
                + named.group(2)
                + "\\[]\\n",
            Pattern.DOTALL);
    Matcher found = tagged.matcher(text);
    assertThat(found.find()).as("%s has no such tag", info).isTrue();
    return (found.group(1) + "\n").stripIndent();
  }

  private static String text(String name) {
    try (Stream<Path> files = Files.walk(Page.ROOT)) {
      List<Path> found =
          files
              .filter(file -> file.endsWith(name) && file.toString().contains("/src/"))
              .collect(Collectors.toList());
      assertThat(found).as("files named %s", name).hasSize(1);
      return Files.readString(found.get(0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
