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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A DuckDB file, and what is in it. */
public record DuckdbFile(Path path, String schema) implements Destination {
  public DuckdbFile(Path path) {
    this(path, "main");
  }

  @Override
  public ObjectNode settings() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("path", path.toString())
        .put("default_target_schema", schema);
  }

  @Override
  public List<ObjectNode> rows(String stream) {
    return rows(List.of(stream)).getOrDefault(stream, List.of());
  }

  /** The rows of several streams; none of one that has no table. */
  public Map<String, List<ObjectNode>> rows(List<String> streams) {
    Map<String, List<ObjectNode>> rows = new LinkedHashMap<>();
    if (!Files.exists(path)) {
      return rows;
    }
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + path)) {
      for (String stream : streams) {
        rows.put(stream, rows(connection, stream));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<ObjectNode> rows(Connection connection, String stream) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM " + table(stream))) {
      return JdbcRows.read(rows);
    } catch (SQLException e) {
      if (String.valueOf(e.getMessage()).contains("does not exist")) {
        return List.of();
      }
      throw e;
    }
  }

  private String table(String stream) {
    return schema + ".\"" + stream.replace("\"", "\"\"") + '"';
  }

  long count(String stream) {
    return number("SELECT count(*) FROM " + table(stream)).longValueExact();
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
