package io.tributary.trials;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.testkit.Destination;
import io.tributary.singer.testkit.JdbcRows;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A DuckDB file, and what is in it. */
record DuckdbFile(Path path) implements Destination {
  @Override
  public ObjectNode settings() {
    return JsonNodeFactory.instance.objectNode().put("path", path.toString());
  }

  @Override
  public List<ObjectNode> rows(String stream) {
    if (!Files.exists(path)) {
      return List.of();
    }
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + path);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT * FROM \"" + stream.replace("\"", "\"\"") + '"')) {
      return JdbcRows.read(rows);
    } catch (SQLException e) {
      if (String.valueOf(e.getMessage()).contains("does not exist")) {
        return List.of();
      }
      throw new IllegalStateException(e);
    }
  }

  long count(String stream) {
    return number("SELECT count(*) FROM \"" + stream.replace("\"", "\"\"") + '"').longValueExact();
  }

  /** The one number that a query answers. */
  BigDecimal number(String query) {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + path);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getBigDecimal(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
