package io.tributary.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one run of a tap did, as its log and the operating system tell.
 *
 * @param seconds from start to exit
 * @param records how many records there were
 * @param cpu the time of processors that it took
 * @param megabytes the most memory that the process ever held
 * @param answered how many requests to each endpoint were answered, if the log says
 * @param refused how many were turned away for being one too many, if the log says
 * @param span from the start to the last answer, in seconds
 */
record TapRun(
    double seconds,
    long records,
    Duration cpu,
    double megabytes,
    Map<String, Long> answered,
    long refused,
    double span) {
  private static final Pattern REQUEST =
      Pattern.compile("request=\"(?:GET|POST) (\\S+)\" outcome=\"(\\w+)");
  private static final Pattern ROW =
      Pattern.compile("^(\\w+) +([\\d,]+) +[\\d.]+ [kMG]B +[\\d,]+ ");
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
  private static final double PER_ENDPOINT = 25;
  private static final double IN_ALL = 100;

  /** Runs the tap to its end; its records go nowhere. */
  static TapRun of(Path launcher, Path folder, ObjectNode settings, String streams, String... more)
      throws IOException, InterruptedException {
    Path config = folder.resolve(launcher.getFileName() + ".json");
    Files.writeString(config, settings.toString());
    List<String> command = new ArrayList<>();
    command.add(launcher.toString());
    command.addAll(List.of("--config", config.toString(), "--streams", streams));
    command.addAll(List.of(more));
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    Log log = new Log();
    Watch watch = new Watch(process);
    watch.start();
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.read(line);
      }
    }
    int exit = process.waitFor();
    double seconds = (System.nanoTime() - begin) / 1e9;
    watch.join();
    if (exit != 0) {
      throw new IllegalStateException(launcher + " exited with " + exit + ":\n" + log.tail);
    }
    double span = (log.last - begin) / 1e9;
    return new TapRun(
        seconds, log.records, watch.cpu, watch.peak / 1e3, log.answered, log.refused, span);
  }

  long requests() {
    return answered.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * In how many seconds the limits would have let these requests through at the least: all of them
   * at the rate for all, or those to the busiest endpoint at the rate for one, whichever takes
   * longer.
   */
  double shortest() {
    long most = answered.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return Math.max(most / PER_ENDPOINT, requests() / IN_ALL);
  }

  /** Reads a log. One thread. */
  private static final class Log {
    private final Map<String, Long> answered = new HashMap<>();
    private long refused;
    private long records;
    private long last;
    private String tail = "";

    private void read(String line) {
      Matcher request = REQUEST.matcher(line);
      if (request.find()) {
        last = System.nanoTime();
        if (request.group(2).equals("answered")) {
          answered.merge(
              request.group(1).replaceAll("/[a-z]+_\\w*[A-Z0-9]\\w*", "/{id}"), 1L, Long::sum);
        } else {
          refused++;
        }
        return;
      }
      Matcher row = ROW.matcher(line);
      if (row.find()) {
        records += Long.parseLong(row.group(2).replace(",", ""));
      }
      tail = line;
    }
  }

  /** Asks the operating system now and then what a process has used so far. */
  private static final class Watch extends Thread {
    private final Process process;
    private Duration cpu = Duration.ZERO;
    private long peak;

    private Watch(Process process) {
      this.process = process;
      setDaemon(true);
    }

    @Override
    public void run() {
      Path status = Path.of("/proc", Long.toString(process.pid()), "status");
      while (process.isAlive()) {
        try {
          Matcher line = PEAK.matcher(Files.readString(status));
          if (line.find()) {
            peak = Math.max(peak, Long.parseLong(line.group(1)));
          }
          cpu = process.info().totalCpuDuration().orElse(cpu);
          Thread.sleep(50);
        } catch (IOException e) {
          return; // it ended between the two looks
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }
}
