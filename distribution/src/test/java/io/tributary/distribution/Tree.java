package io.tributary.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** An unpacked distribution. */
record Tree(Path home) {

  /** The one that this build has made. */
  static Tree built() {
    return new Tree(Path.of(System.getProperty("tree")));
  }

  /**
   * A tree in the given folder that holds nothing but a program of the given name, without code.
   */
  static Tree of(Path home, String program) throws IOException {
    Path launcher = built().launchers().get(0);
    Files.createDirectories(home.resolve("lib"));
    Files.createDirectories(home.resolve("bin"));
    Files.copy(launcher, home.resolve("bin").resolve(program));
    Files.createFile(home.resolve("lib").resolve(program + "-" + version() + ".jar"));
    Files.createFile(home.resolve("lib").resolve(program + ".classes"));
    return new Tree(home);
  }

  /** Copies the programs and what they need, and nothing that was made by starting them. */
  Tree copiedTo(Path elsewhere) throws IOException {
    Files.createDirectories(elsewhere.resolve("lib"));
    Files.createDirectories(elsewhere.resolve("bin"));
    for (Path file :
        Stream.concat(list(home.resolve("lib")).stream(), launchers().stream()).toList()) {
      if (!file.equals(archives())) {
        Files.copy(file, elsewhere.resolve(home.relativize(file)));
      }
    }
    return new Tree(elsewhere);
  }

  static String version() {
    return System.getProperty("version");
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  Path archives() {
    return home.resolve("lib/cds");
  }

  /** Those for shells; each has one for Windows beside it. */
  List<Path> launchers() {
    return list(home.resolve("bin")).stream().filter(f -> !f.toString().endsWith(".cmd")).toList();
  }

  List<Path> jars() {
    return list(home.resolve("lib")).stream().filter(f -> f.toString().endsWith(".jar")).toList();
  }

  /** The programs that the jars hold, by the jars' names. */
  List<String> programs() {
    return jars().stream().filter(Tree::starts).map(Tree::artifact).sorted().toList();
  }

  /** A jar's name without its version. */
  static String artifact(Path jar) {
    return jar.getFileName().toString().replaceFirst("-[0-9].*", "");
  }

  private static boolean starts(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return jar.toString().endsWith(version() + ".jar")
          && file.getManifest().getMainAttributes().getValue("Main-Class") != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
