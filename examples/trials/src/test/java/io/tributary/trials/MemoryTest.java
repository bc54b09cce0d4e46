package io.tributary.trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million records of 500 bytes go through each end of a pipe within 400 MB of memory. */
@Tag("alone")
final class MemoryTest {
  private static final int RECORDS = Integer.getInteger("trials.memory.records", 1_000_000);
  private static final int RECORD_BYTES = 500;
  private static final long LIMIT_KB = 400_000;
  private static final Path PROC = Path.of("/proc");

  @TempDir private Path folder;

  @Test
  void aTargetStaysSmall() throws Exception {
    assumeTrue(Files.isDirectory(PROC), "the memory of a process is read from /proc");
    DuckdbFile database = new DuckdbFile(folder.resolve("rows.duckdb"));
    Path config = Program.write(folder.resolve("config.json"), database.settings().toString());
    Path err = folder.resolve("err");
    Process target =
        new ProcessBuilder(Program.command("target-duckdb", "--config", config.toString()))
            .redirectError(err.toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .start();

    long began = System.nanoTime();
    Peak peak = new Peak(target);
    try (OutputStream out = new BufferedOutputStream(target.getOutputStream(), 1 << 16)) {
      flood(out);
    }
    long peakKb = peak.atEnd();

    System.err.printf(
        "target-duckdb: %,d records of %d bytes in %.1f s, at most %,d kB resident%n",
        RECORDS, RECORD_BYTES, (System.nanoTime() - began) / 1e9, peakKb);
    assertThat(target.exitValue()).as(Program.read(err)).isZero();
    assertThat(database.count("flood")).isEqualTo(RECORDS);
    assertThat(peakKb).isLessThan(LIMIT_KB);
  }

  @Test
  void aTapStaysSmall() throws Exception {
    assumeTrue(Files.isDirectory(PROC), "the memory of a process is read from /proc");
    Path config =
        Program.write(
            folder.resolve("config.json"), "{\"seed\":1,\"records\":%d}".formatted(RECORDS / 2));
    Process tap =
        new ProcessBuilder(Program.command(SyntheticTap.class, "--config", config.toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();

    long peakKb = new Peak(tap).atEnd();

    System.err.printf("tap: %,d records, at most %,d kB resident%n", RECORDS, peakKb);
    assertThat(tap.exitValue()).isZero();
    assertThat(peakKb).isLessThan(LIMIT_KB);
  }

  private static void flood(OutputStream out) throws IOException {
    out.write(
        """
        {"type":"SCHEMA","stream":"flood","schema":{"type":"object","properties":{"id":{"type":"integer"},"at":{"type":"string","format":"date-time"},"text":{"type":"string"}}},"key_properties":["id"]}
        """
            .getBytes(StandardCharsets.UTF_8));
    StringBuilder record = new StringBuilder();
    for (int i = 0; i < RECORDS; i++) {
      record.setLength(0);
      record.append("{\"id\":").append(i).append(",\"at\":\"2026-01-01T00:00:00Z\",\"text\":\"");
      long mixed = i;
      while (record.length() < RECORD_BYTES - 20) {
        mixed = mixed * 6364136223846793005L + 1442695040888963407L;
        record.append(Long.toString(mixed >>> 1, 36)).append(' ');
      }
      record.append("\"}");
      out.write(
          ("{\"type\":\"RECORD\",\"stream\":\"flood\",\"record\":" + record + "}\n")
              .getBytes(StandardCharsets.UTF_8));
    }
    out.write("{\"type\":\"STATE\",\"value\":{\"done\":true}}\n".getBytes(StandardCharsets.UTF_8));
  }

  /** Watches the most memory that a process has had. */
  private static final class Peak {
    private final Process process;
    private final Thread watching;
    private volatile long kilobytes;

    Peak(Process process) {
      this.process = process;
      this.watching = new Thread(this::watch, "peak");
      watching.start();
    }

    private void watch() {
      Path status = PROC.resolve(Long.toString(process.pid())).resolve("status");
      try {
        while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
          Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("VmHWM:"))
              .forEach(line -> kilobytes = Long.parseLong(line.replaceAll("[^0-9]", "")));
        }
      } catch (IOException e) {
        // The process has ended between the two lines.
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    long atEnd() throws InterruptedException {
      watching.join();
      process.waitFor();
      return kilobytes;
    }
  }
}
