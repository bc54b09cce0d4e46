package io.tributary.target.snowflake;

import com.github.luben.zstd.ZstdInputStream;
import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.RowFormat;
import io.tributary.singer.sql.Statement;
import io.tributary.singer.sql.Step;
import io.tributary.singer.sql.Table;
import io.tributary.singer.sql.TableColumn;
import io.tributary.singer.sql.TableName;
import io.tributary.singer.sql.Warehouse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The warehouse, but that a batch's rows are inserted into a table that is not temporary. */
final class InsertingWarehouse implements Warehouse {
  private static final int ROWS_AT_ONCE = 200;
  private static final Pattern COLUMN =
      Pattern.compile("\"(?:[^\"]|\"\")*\" ([A-Z_]+(?:\\(\\d+,\\d+\\))?)(?:, |$)");

  private final Warehouse warehouse;
  private final BatchStage stage;

  private InsertingWarehouse(Warehouse warehouse, BatchStage stage) {
    this.warehouse = warehouse;
    this.stage = stage;
  }

  static InsertingWarehouse open(TargetSnowflake.Config config) {
    return new InsertingWarehouse(
        SnowflakeWarehouse.open(config),
        new BatchStage(new SnowflakeDialect(config), java.time.Instant.EPOCH, 0, true));
  }

  @Override
  public RowFormat format() {
    return warehouse.format();
  }

  @Override
  public long rowGroup() {
    return warehouse.rowGroup();
  }

  @Override
  public List<TableColumn> columns(TableName table) {
    return warehouse.columns(table);
  }

  @Override
  public void define(List<Step> steps) {
    warehouse.define(steps);
  }

  @Override
  public List<Long> execute(List<Statement> statements) {
    return warehouse.execute(statements);
  }

  @Override
  public Optional<String> answer(Statement query) {
    return warehouse.answer(query);
  }

  @Override
  public void copy(Batch batch, Table staged) {
    String create = stage.create(staged).replaceFirst("TEMPORARY ", "");
    String table = create.substring("CREATE OR REPLACE TABLE ".length(), create.indexOf(" ("));
    warehouse.define(List.of(Statement.of(create)));
    List<String> types = types(create);
    List<String> rows = new ArrayList<>();
    for (Path file : batch.files()) {
      for (List<@Nullable String> row : rows(file)) {
        StringJoiner values = new StringJoiner(", ", "(", ")");
        for (int i = 0; i < row.size(); i++) {
          String value = row.get(i);
          values.add(value == null ? "NULL" : value(value, types.get(i)));
        }
        rows.add(values.toString());
        if (rows.size() == ROWS_AT_ONCE) {
          insert(table, rows);
        }
      }
    }
    insert(table, rows);
  }

  /** The types of a table's columns, from the statement that makes it. */
  private static List<String> types(String create) {
    String columns = create.substring(create.indexOf(" (") + 2, create.length() - 1);
    List<String> types = new ArrayList<>();
    Matcher column = COLUMN.matcher(columns);
    while (column.find()) {
      types.add(column.group(1));
    }
    return types;
  }

  private static String value(String text, String type) {
    String literal = SnowflakeDialect.literal(text);
    return type.equals("BINARY")
        ? "TO_BINARY(" + literal + ", 'HEX')"
        : "CAST(" + literal + " AS " + type + ")";
  }

  private void insert(String table, List<String> rows) {
    if (!rows.isEmpty()) {
      warehouse.execute(
          List.of(Statement.of("INSERT INTO " + table + " VALUES " + String.join(", ", rows))));
      rows.clear();
    }
  }

  /** The rows of a file; see {@code RowFormat.QUOTED}. */
  private static List<List<@Nullable String>> rows(Path file) {
    String text;
    try (InputStream in = new ZstdInputStream(Files.newInputStream(file)).setContinuous(true)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<List<@Nullable String>> rows = new ArrayList<>();
    List<@Nullable String> row = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean isInQuotes = false;
    boolean wasQuoted = false;
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      if (next == '\'' && isInQuotes && i + 1 < text.length() && text.charAt(i + 1) == '\'') {
        field.append(next);
        i++;
      } else if (next == '\'') {
        isInQuotes = !isInQuotes;
        wasQuoted = true;
      } else if (!isInQuotes && (next == '\u001f' || next == '\n')) {
        row.add(field.length() == 0 && !wasQuoted ? null : field.toString());
        field.setLength(0);
        wasQuoted = false;
        if (next == '\n') {
          rows.add(row);
          row = new ArrayList<>();
        }
      } else {
        field.append(next);
      }
    }
    return rows;
  }

  @Override
  public void close() {
    warehouse.close();
  }
}
