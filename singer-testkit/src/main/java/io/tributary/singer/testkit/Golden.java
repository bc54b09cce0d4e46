package io.tributary.singer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Compares text with files that are kept in {@code src/test/golden/<subject>/}, so that a reviewer
 * reads behaviour in the diff. {@code mvn test -Dgolden=update} rewrites them.
 */
public final class Golden {
  private final Path folder;
  private final boolean update;

  Golden(Path folder, boolean update) {
    this.folder = folder;
    this.update = update;
  }

  /** The files of one subject, in the module under test. */
  public static Golden of(String subject) {
    return new Golden(
        Path.of("src", "test", "golden", subject).toAbsolutePath(),
        "update".equals(System.getProperty("golden")));
  }

  /** Fails if the file does not hold this text, or, when updating, writes it. */
  public void check(String file, String actual) {
    Path golden = folder.resolve(file);
    try {
      if (update) {
        Files.createDirectories(golden.getParent());
        Files.writeString(golden, actual);
        return;
      }
      assertThat(actual).as("%s; -Dgolden=update rewrites it", golden).isEqualTo(text(golden));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One test for each file that ends in {@code input}: what {@code subject} makes of its text must
   * be the text of its pair, which ends in {@code output} instead. A file without its pair fails.
   */
  public Stream<DynamicTest> pairs(String input, String output, UnaryOperator<String> subject) {
    List<String> names = names();
    Stream<DynamicTest> compared =
        names.stream()
            .filter(name -> name.endsWith(input))
            .map(name -> name.substring(0, name.length() - input.length()))
            .map(
                stem ->
                    DynamicTest.dynamicTest(
                        stem,
                        () ->
                            check(
                                stem + output, subject.apply(text(folder.resolve(stem + input))))));
    Stream<DynamicTest> orphans =
        names.stream()
            .filter(name -> name.endsWith(output) && !name.endsWith(input))
            .map(name -> name.substring(0, name.length() - output.length()))
            .filter(stem -> !names.contains(stem + input))
            .map(
                stem ->
                    DynamicTest.dynamicTest(
                        stem, () -> fail("%s has no %s beside it", stem + output, stem + input)));
    return Stream.concat(compared, orphans);
  }

  private List<String> names() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new AssertionError(file + " is not there; -Dgolden=update writes it", e);
    }
  }
}
