package io.tributary.target.duckdb;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.testkit.Destination;
import io.tributary.singer.testkit.TargetContract;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

final class ContractTest {
  @TestFactory
  Stream<DynamicTest> keepsTheTargetContract(@TempDir Path folder) {
    return TargetContract.of(new TargetDuckdb(), folder, DuckdbFile::new).checks();
  }

  /** A database file in a folder. */
  private record DuckdbFile(Path folder) implements Destination {
    @Override
    public ObjectNode settings() {
      return JsonNodeFactory.instance.objectNode().put("path", file().toString());
    }

    @Override
    public List<ObjectNode> rows(String stream) {
      return new Look(file()).rows(stream);
    }

    private Path file() {
      return folder.resolve("contract.duckdb");
    }
  }
}
