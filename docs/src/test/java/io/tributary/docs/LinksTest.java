package io.tributary.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class LinksTest {
  @TestFactory
  Stream<DynamicTest> everyLinkLeadsSomewhere() {
    return Page.all().stream()
        .map(page -> DynamicTest.dynamicTest(page.name(), () -> followsLinks(page)));
  }

  private static void followsLinks(Page page) throws IOException {
    for (String link : page.links()) {
      if (!link.matches("[a-z]+:.*")) {
        follow(page, link);
      }
    }
  }

  /** Behind a # stands a heading of a page, or a word of another file, such as a test's name. */
  private static void follow(Page page, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path to = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]).normalize();

    assertThat(to).as("%s in %s", link, page.name()).exists();
    if (parts.length > 1) {
      if (to.toString().endsWith(".md")) {
        assertThat(Page.read(to).anchors()).as("%s in %s", link, page.name()).contains(parts[1]);
      } else {
        assertThat(Files.readString(to)).as("%s in %s", link, page.name()).contains(parts[1]);
      }
    }
  }
}
