package io.tributary.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a process used, as far as the system told until shortly before its end.
 *
 * @param cpu the time of processors
 * @param peakKb the most memory that it held; 0 where there is no {@code /proc}
 */
record Usage(Duration cpu, long peakKb) {
  private static final int LOOK_MILLIS = 20;
  private static final String PEAK = "VmHWM:";

  /** Waits until the process ends, looking at it again and again. */
  static Usage of(Process process) throws InterruptedException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    Duration cpu = Duration.ZERO;
    long peakKb = 0;
    do {
      cpu = process.info().totalCpuDuration().orElse(cpu);
      peakKb = Math.max(peakKb, peak(status));
    } while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS));
    return new Usage(cpu, peakKb);
  }

  private static long peak(Path status) {
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith(PEAK)) {
          return Long.parseLong(line.replaceAll("[^0-9]", ""));
        }
      }
      return 0;
    } catch (IOException e) {
      return 0; // it has ended, perhaps while it was read
    }
  }

  /** The one that held the most. */
  static Usage largest(List<Usage> usages) {
    Usage largest = usages.get(0);
    for (Usage usage : usages) {
      largest = usage.peakKb > largest.peakKb ? usage : largest;
    }
    return largest;
  }
}
