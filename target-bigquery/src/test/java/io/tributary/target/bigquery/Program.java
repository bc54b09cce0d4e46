package io.tributary.target.bigquery;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The target as a process of its own, with no other libraries than those that are shipped. */
final class Program {
  private Program() {}

  /**
   * The process, which is to be started.
   *
   * @param options what Java is told besides
   */
  static ProcessBuilder process(List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(options);
    command.addAll(List.of("-cp", shipped(), TargetBigquery.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  /** Arrow is for the compiler only. */
  private static String shipped() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(all)
        .filter(entry -> !entry.contains("arrow-vector"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
