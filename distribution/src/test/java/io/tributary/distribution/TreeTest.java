package io.tributary.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.distribution.Run.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TreeTest {
  private static final Path JAVA = Path.of(System.getProperty("java.home"));

  /** The artifact that a line of the list of licences is about: its name and its version. */
  private static final Pattern LICENSED =
      Pattern.compile("\\([^():\\s]+:([^():\\s]+):([^():\\s]+) - ");

  private final Tree tree = Tree.built();

  @Test
  void everyProgramHasALauncher() {
    List<String> launchers =
        tree.launchers().stream().map(file -> file.getFileName().toString()).toList();

    assertThat(launchers).isEqualTo(tree.programs()).isNotEmpty();
  }

  @Test
  void everyJarIsThereOnce() {
    assertThat(tree.jars().stream().map(Tree::artifact)).doesNotHaveDuplicates();
  }

  @Test
  void everyJarOfAClassPathIsThere() throws IOException {
    for (Path jar : tree.jars()) {
      try (JarFile file = new JarFile(jar.toFile())) {
        String path = file.getManifest().getMainAttributes().getValue("Class-Path");
        if (path != null && jar.toString().endsWith(Tree.version() + ".jar")) {
          assertThat(path.split(" "))
              .as(jar.getFileName().toString())
              .allMatch(name -> Files.exists(jar.resolveSibling(name)));
        }
      }
    }
  }

  @Test
  void saysUnderWhichLicencesItIs() throws IOException {
    assertThat(tree.home().resolve("LICENSE")).isNotEmptyFile();
    assertThat(tree.home().resolve("NOTICE")).isNotEmptyFile();
    String licences = Files.readString(tree.home().resolve("licenses/THIRD-PARTY.txt"));
    Set<String> licensed =
        LICENSED
            .matcher(licences)
            .results()
            .map(it -> it.group(1) + "-" + it.group(2) + ".jar")
            .collect(Collectors.toSet());
    assertThat(licensed)
        .containsAll(
            tree.jars().stream()
                .map(jar -> jar.getFileName().toString())
                .filter(name -> !name.endsWith(Tree.version() + ".jar"))
                .toList());
  }

  static Stream<String> programs() {
    return Tree.built().programs().stream();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void tellsItsVersionAndNothingElse(String program) throws InterruptedException {
    Ended ended = Run.of(tree.program(program), "--version").with("JAVA_HOME", JAVA).end();

    assertThat(ended.exit()).isZero();
    assertThat(ended.out()).contains(program).hasLineCount(1);
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void aDamagedArchiveOfClassesOnlyCostsTime(@TempDir Path folder) throws Exception {
    Tree copy = tree.copiedTo(folder.resolve("a tree"));
    List<Ended> first = tellVersions(copy);
    List<Path> archives = Tree.list(copy.archives());
    assertThat(archives)
        .hasSameSizeAs(tree.programs())
        .allMatch(file -> file.toFile().length() > 0);
    for (Path archive : archives) {
      Files.delete(archive);
      Files.writeString(archive, "damaged");
    }

    List<Ended> second = tellVersions(copy);

    assertThat(first).allMatch(ended -> ended.exit() == 0 && ended.err().isEmpty());
    assertThat(second).isEqualTo(first);
  }

  private static List<Ended> tellVersions(Tree tree) throws InterruptedException {
    List<Ended> ended = new ArrayList<>();
    for (String program : tree.programs()) {
      ended.add(Run.of(tree.program(program), "--version").with("JAVA_HOME", JAVA).end());
    }
    return ended;
  }
}
