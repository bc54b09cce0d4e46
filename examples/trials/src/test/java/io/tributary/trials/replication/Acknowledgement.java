package io.tributary.trials.replication;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The standard output of a target: its states. Where the target is to be killed, the files of its
 * database are kept as they are, and nothing that it does afterwards counts.
 */
final class Acknowledgement extends OutputStream {
  private static final String KEPT = ".kept";

  private final Kill kill;
  private final Path database;
  private final Chance chance;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private Optional<String> last = Optional.empty();
  private int states;
  private boolean killed;

  Acknowledgement(Kill kill, Path database, Chance chance) {
    this.kill = kill;
    this.database = database;
    this.chance = chance;
  }

  /** The newest state; empty if there was none. */
  synchronized Optional<String> last() {
    return last;
  }

  synchronized boolean isKilled() {
    return killed;
  }

  @Override
  public synchronized void write(int one) throws IOException {
    if (killed) {
      throw new IOException("killed");
    }
    if (one != '\n') {
      line.write(one);
      return;
    }
    boolean dies = states++ == kill.states();
    if (dies && kill.victim() == Kill.Victim.TARGET_BEFORE_A_STATE) {
      die(Hazard.TARGET_KILLED_BEFORE_A_STATE);
    }
    last = Optional.of(line.toString(StandardCharsets.UTF_8));
    line.reset();
    if (dies && kill.victim() == Kill.Victim.TARGET_AFTER_A_STATE) {
      die(Hazard.TARGET_KILLED_AFTER_A_STATE);
    }
  }

  private void die(Hazard how) throws IOException {
    killed = true;
    chance.saw(how);
    for (Path file : files()) {
      if (Files.exists(file)) {
        Files.copy(file, kept(file), StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.deleteIfExists(kept(file));
      }
    }
    throw new IOException("killed");
  }

  /** Puts the files back as they were when the target was killed. */
  void leaveAsKilled() throws IOException {
    for (Path file : files()) {
      Files.deleteIfExists(file);
      if (Files.exists(kept(file))) {
        Files.move(kept(file), file);
      }
    }
  }

  /** The log after the file: what is added to it meanwhile is what a crash may leave half. */
  private List<Path> files() {
    return List.of(database, database.resolveSibling(database.getFileName() + ".wal"));
  }

  private static Path kept(Path file) {
    return file.resolveSibling(file.getFileName() + KEPT);
  }
}
