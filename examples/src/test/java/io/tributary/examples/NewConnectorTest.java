package io.tributary.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.connector.Connector;
import io.tributary.singer.testkit.Cli;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewConnectorTest {
  @TempDir private Path copy;

  @BeforeEach
  void copiesWhatTheScriptTouches() throws IOException {
    copy("new-connector");
    copy("pom.xml");
    copy("distribution/pom.xml");
    copy("examples/tap-template");
    copy("examples/target-template");
  }

  private void copy(String name) throws IOException {
    Path from = Script.ROOT.resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = copy.resolve(Script.ROOT.relativize(file));
        if (!file.startsWith(from.resolve("target"))) {
          Files.createDirectories(to.getParent());
          Files.copy(file, to, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  private Script.Outcome begin(String name) {
    return Script.of(List.of(copy.resolve("new-connector").toString(), name)).run();
  }

  @Test
  void aTapIsATapOfItsOwnNameThatCompiles() throws Exception {
    Script.Outcome outcome = begin("tap-green-field");

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThatNothingIsCalledTemplate("tap-green-field");
    assertDescribesItself(
        "tap-green-field", "io.tributary.tap.greenfield.TapGreenField", "api_key");
  }

  @Test
  void aTargetIsATargetOfItsOwnNameThatCompiles() throws Exception {
    Script.Outcome outcome = begin("target-foo");

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThatNothingIsCalledTemplate("target-foo");
    assertDescribesItself("target-foo", "io.tributary.target.foo.TargetFoo", "load_method");
  }

  private void assertThatNothingIsCalledTemplate(String name) throws IOException {
    try (Stream<Path> files = Files.walk(copy.resolve(name))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(file.toString() + "\n" + Files.readString(file))
            .doesNotContainIgnoringCase("template")
            .doesNotContain("tag::", "end::");
      }
    }
  }

  /** Compiles the copy's main classes and asks the connector about itself. */
  private void assertDescribesItself(String module, String type, String setting) throws Exception {
    Path classes = Files.createDirectory(copy.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null);
        Stream<Path> sources = Files.walk(copy.resolve(module).resolve("src/main/java"))) {
      boolean compiled =
          compiler
              .getTask(
                  said,
                  manager,
                  null,
                  List.of("-proc:none", "-parameters", "-d", classes.toString()),
                  null,
                  manager.getJavaFileObjectsFromPaths(
                      sources.filter(file -> file.toString().endsWith(".java")).toList()))
              .call();
      assertThat(compiled).as(said.toString()).isTrue();
    }
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      Connector<?> connector =
          (Connector<?>) loader.loadClass(type).getDeclaredConstructor().newInstance();

      Cli.Outcome about = Cli.run(connector, "--about");

      assertThat(about.exit()).as(about.err()).isZero();
      assertThat(about.out()).startsWith(module + " ").contains(setting);
    }
  }

  @Test
  void theBuildKnowsItInItsAlphabeticalPlace() throws IOException {
    begin("tap-zoo");
    begin("tap-aardvark");

    String pom = Files.readString(copy.resolve("pom.xml"));
    assertThat(values(pom, "<module>(.*)</module>")).isSorted().contains("tap-aardvark", "tap-zoo");
    assertThat(values(pom, "<artifactId>(tap-.*)</artifactId>"))
        .isSorted()
        .contains("tap-aardvark", "tap-zoo");
    String distribution = Files.readString(copy.resolve("distribution/pom.xml"));
    assertThat(values(distribution, "<mergemapper to=\"(.*)\"/>"))
        .isSorted()
        .contains("tap-aardvark", "tap-zoo");
    assertThat(values(distribution, "<artifactId>(tap-.*)</artifactId>"))
        .isSorted()
        .contains("tap-aardvark", "tap-zoo");
  }

  private static List<String> values(String text, String pattern) {
    List<String> values = new ArrayList<>();
    java.util.regex.Matcher matcher = java.util.regex.Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      values.add(matcher.group(1));
    }
    return values;
  }

  @Test
  void refusesNamesThatAreNone() throws IOException {
    String before = Files.readString(copy.resolve("pom.xml"));

    assertThat(begin("tap-").exit()).isEqualTo(2);
    assertThat(begin("foo").exit()).isEqualTo(2);
    assertThat(begin("tap-Foo").exit()).isEqualTo(2);
    assertThat(begin("tap-../x").exit()).isEqualTo(2);
    begin("tap-twice");
    assertThat(begin("tap-twice").err()).contains("tap-twice is there already");
    assertThat(before).doesNotContain("tap-Foo");
  }
}
