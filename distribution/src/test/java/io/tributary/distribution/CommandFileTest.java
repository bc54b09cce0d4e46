package io.tributary.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The launchers for Windows, read against those that the other tests start. */
class CommandFileTest {
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])-(?:XX:|X|D)[^\\s'\"$%]+");
  private static final Pattern EXIT = Pattern.compile("(?:refuse|exit /b) (\\d+)");

  static Stream<Path> launchers() {
    return Tree.built().launchers().stream();
  }

  @Test
  void everyLauncherHasOne() {
    assertThat(launchers().map(CommandFileTest::commandFile)).allMatch(Files::isRegularFile);
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void givesJavaTheSameOptions(Path launcher) throws IOException {
    String command = Files.readString(commandFile(launcher));

    Set<String> options = all(OPTION, Files.readString(launcher));
    options.removeIf(option -> option.matches("-XX:Shared.*|-XX:Dump.*|-Xshare.*|-Djava.io.tmp.*"));
    assertThat(all(OPTION, command)).isEqualTo(options).contains("-Xmx192m");
    assertThat(command).containsPattern("%lean% %own% %logs% %JAVA_OPTS% -jar \"%jar%\" %\\*\r\n");
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void startsTheSameJar(Path launcher) throws IOException {
    String jar = "%name%-" + Tree.version() + ".jar\"";

    assertThat(Files.readString(commandFile(launcher)))
        .contains("set \"jar=%home%\\lib\\" + jar)
        .contains("\"@%home%\\lib\\%name%.jvm\"");
    assertThat(Files.readString(launcher)).contains("lib/$name-" + Tree.version() + ".jar");
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void refusesWithTheSameCodes(Path launcher) throws IOException {
    assertThat(all(EXIT, Files.readString(commandFile(launcher))))
        .extracting(found -> found.replaceAll("\\D", ""))
        .containsOnly("126", "127");
    assertThat(all(EXIT, Files.readString(launcher)))
        .extracting(found -> found.replaceAll("\\D", ""))
        .containsOnly("126", "127");
  }

  /** Labels are only found, and lines only end, where Windows expects it. */
  @ParameterizedTest
  @MethodSource("launchers")
  void isWrittenAsWindowsReadsIt(Path launcher) throws IOException {
    byte[] bytes = Files.readAllBytes(commandFile(launcher));
    String text = new String(bytes, StandardCharsets.US_ASCII);

    assertThat(text.replace("\r\n", "")).isPrintable().doesNotContain("@version@");
    for (String label : all(Pattern.compile("goto (\\w+)"), text)) {
      assertThat(text).contains("\r\n:" + label.substring("goto ".length()) + "\r\n");
    }
    assertThat(text.lines().filter(line -> !line.startsWith("rem ")))
        .allMatch(line -> !line.endsWith("(") && !line.startsWith(")"));
  }

  private static Path commandFile(Path launcher) {
    return launcher.resolveSibling(launcher.getFileName() + ".cmd");
  }

  private static Set<String> all(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
      found.add(matcher.group());
    }
    return found;
  }
}
