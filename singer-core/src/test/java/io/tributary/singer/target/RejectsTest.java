package io.tributary.singer.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.singer.error.ExitCode;
import io.tributary.singer.error.SingerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectsTest {
  private final SingerException failure =
      new SingerException.Data("orders", "line 7: amount is \"x\", not a number");

  @TempDir private Path folder;

  @Test
  void endsTheRunIfThatIsWhatTheUserWants() {
    try (Rejects rejects = new Rejects(TargetSettings.defaults().invalid())) {
      assertThatThrownBy(() -> rejects.add(reject("{}"), failure)).isSameAs(failure);
    }
  }

  @Test
  void writesWhatIsWrongAndTheRecordItself() throws IOException {
    Path file = folder.resolve("bad.jsonl");
    try (Rejects rejects = new Rejects(settings(file, 10))) {
      rejects.add(reject("{\"id\": 1.10}"), failure);
      rejects.add(reject("{\"id\": \u0001"), failure);
      rejects.sync();

      assertThat(rejects.count()).isEqualTo(2);
    }

    assertThat(file)
        .hasContent(
            """
            {"reason":"amount is \\"x\\", not a number","stream":"orders","line":7,"record":{"id": 1.10}}
            {"reason":"amount is \\"x\\", not a number","stream":"orders","line":7,"record":"{\\"id\\": \\u0001"}
            """);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void endsTheRunIfThereAreTooMany() {
    try (Rejects rejects = new Rejects(settings(folder.resolve("bad.jsonl"), 1))) {
      rejects.add(reject("{}"), failure);

      assertThatThrownBy(() -> rejects.add(reject("{}"), failure))
          .isInstanceOfSatisfying(
              SingerException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATA))
          .hasMessage(
              "more than 1 bad records, which is what max_rejects allows; the last: orders: line"
                  + " 7: amount is \"x\", not a number");
    }
  }

  @Test
  void saysSoIfTheFileCannotBeWritten() {
    try (Rejects rejects = new Rejects(settings(folder.resolve("none/bad.jsonl"), 1))) {
      assertThatThrownBy(() -> rejects.add(reject("{}"), failure))
          .isInstanceOf(SingerException.Destination.class)
          .hasMessageContaining("reject_file")
          .hasMessageContaining("cannot be written");
    }
  }

  private static Rejects.Reject reject(String text) {
    return new Rejects.Reject("amount is \"x\", not a number", "orders", 7, text);
  }

  private static TargetSettings.InvalidSettings settings(Path file, long most) {
    return new TargetSettings.InvalidSettings(
        true, TargetSettings.OnInvalid.SET_ASIDE, Optional.of(file), most, 1 << 20);
  }
}
