package io.tributary.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A folder that looks like a JDK, whose {@code java} prints its arguments, one a line, and leaves
 * an archive of loaded classes when it is asked for one.
 */
record FakeJava(Path home) {

  private static final String ANSWER =
      """
      #!/bin/sh
      for argument; do
        case $argument in
          -XX:SharedClassListFile=*) list=${argument#*=} ;;
          -XX:SharedArchiveFile=*) archive=${argument#*=} ;;
          -Xshare:dump) dump=yes ;;
        esac
      done
      if [ -n "$dump" ]; then
        [ -r "$list" ] || exit
        echo made >>"${0%/*}/../archives-made"
        echo archive >"$archive"
        exit
      fi
      printf '%s\\n' "$@"
      """;

  /** A JDK of the given version. */
  static FakeJava of(Path home, String version) throws IOException {
    FakeJava java = new FakeJava(home);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return java.answering(ANSWER);
  }

  /** The same JDK with another program for {@code java}. */
  FakeJava answering(String script) throws IOException {
    Path program = home.resolve("bin/java");
    Files.writeString(program, script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return this;
  }

  /** How often an archive was made by it. */
  long archivesMade() throws IOException {
    Path count = home.resolve("archives-made");
    return Files.exists(count) ? Files.readAllLines(count).size() : 0;
  }
}
