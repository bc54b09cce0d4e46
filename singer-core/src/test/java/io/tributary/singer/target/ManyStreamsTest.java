package io.tributary.singer.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rule 2: memory grows neither with the input nor with the streams nor with the width of records.
 */
class ManyStreamsTest {
  @ParameterizedTest(name = "{0} streams of {1} columns and {2} records within {3} MB")
  @CsvSource({"2000, 20, 30, 64", "600, 500, 3, 64", "3, 500, 2000, 48"})
  void loadsWithinASmallHeap(String streams, String columns, String records, String megabytes)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx" + megabytes + "m",
                "-cp",
                System.getProperty("java.class.path"),
                ManyStreams.class.getName(),
                streams,
                columns,
                records)
            .redirectErrorStream(true)
            .start();
    String output;
    try (InputStream out = process.getInputStream()) {
      output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }

    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
  }
}
