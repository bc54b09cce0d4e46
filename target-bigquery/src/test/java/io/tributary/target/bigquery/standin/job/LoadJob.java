package io.tributary.target.bigquery.standin.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.Catalog;
import io.tributary.target.bigquery.standin.store.Column;
import io.tributary.target.bigquery.standin.store.JsonRows;
import io.tributary.target.bigquery.standin.store.ParquetRows;
import io.tributary.target.bigquery.standin.store.RowFile;
import io.tributary.target.bigquery.standin.store.TableId;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A load of one uploaded file into a table, all of it or nothing. */
final class LoadJob {
  private static final List<String> SHAPE =
      List.of("timePartitioning", "rangePartitioning", "clustering", "encryptionConfiguration");

  private final Catalog catalog;
  private final ObjectNode load;
  private final TableId into;

  LoadJob(Catalog catalog, ObjectNode load) {
    this.catalog = catalog;
    this.load = load;
    this.into = TableId.of(load.path("destinationTable"));
  }

  /** Returns what a job tells of its load. */
  ObjectNode run(Path data) {
    String format = load.path("sourceFormat").asText("CSV");
    synchronized (catalog.duck()) {
      return switch (format) {
        case "NEWLINE_DELIMITED_JSON" -> json(data);
        case "PARQUET" -> parquet(data);
        default -> throw ApiError.invalid("The stand-in does not read " + format);
      };
    }
  }

  private ObjectNode json(Path data) {
    ObjectNode wanted = wanted(Optional.empty());
    List<Column> columns = Column.all(wanted.path("schema"));
    JsonRows rows = new JsonRows(columns, load.path("ignoreUnknownValues").asBoolean());
    try (RowFile file = new RowFile();
        InputStream in = plain(data)) {
      rows.read(in, file::add);
      refuse(rows);
      catalog.atOnce(
          () -> {
            put(wanted);
            file.into(catalog.duck(), into, columns);
          });
      return told(data, rows.rows(), rows.errors().size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file as it is, or unpacked: BigQuery looks at its first bytes. */
  private static InputStream plain(Path data) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(data), 1 << 16);
    in.mark(2);
    boolean isPacked = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return isPacked ? new GZIPInputStream(in, 1 << 16) : in;
  }

  private void refuse(JsonRows rows) {
    List<String> errors = rows.errors();
    if (errors.size() <= load.path("maxBadRecords").asInt()) {
      return;
    }
    String message =
        "Error while reading data, error message: JSON table encountered too many errors, giving"
            + " up. Rows: %d; errors: %d. Please look into the errors[] collection for more details.";
    ApiError first =
        new ApiError(400, "invalid", message.formatted(rows.rows() + errors.size(), errors.size()));
    List<ApiError> details = new ArrayList<>();
    errors.stream()
        .limit(5)
        .forEach(error -> details.add(new ApiError(400, "invalid", "file-00000000", error)));
    throw new Job.Failure(first, details);
  }

  private ObjectNode parquet(Path data) {
    ParquetRows rows = new ParquetRows(catalog.duck(), data);
    ObjectNode wanted = wanted(Optional.of(rows.schema()));
    long[] count = new long[1];
    catalog.atOnce(
        () -> {
          put(wanted);
          count[0] = rows.into(into, Column.all(wanted.path("schema")));
        });
    return told(data, count[0], 0);
  }

  private static ObjectNode told(Path data, long rows, int bad) {
    try {
      String size = Long.toString(Files.size(data));
      return Json.MAPPER
          .createObjectNode()
          .put("inputFiles", "1")
          .put("inputFileBytes", size)
          .put("outputRows", Long.toString(rows))
          .put("outputBytes", size)
          .put("badRecords", Integer.toString(bad));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The table as it will be; nothing is done yet. */
  private ObjectNode wanted(Optional<JsonNode> ofFile) {
    catalog.datasets().get(into);
    Optional<ObjectNode> there = catalog.find(into);
    JsonNode given =
        load.has("schema") ? load.path("schema") : ofFile.orElse(Json.MAPPER.missingNode());
    String disposition = load.path("writeDisposition").asText("WRITE_APPEND");
    if (there.isEmpty()) {
      if (load.path("createDisposition").asText().equals("CREATE_NEVER")) {
        throw ApiError.notFound("Table " + into);
      }
      if (given.path("fields").isEmpty()) {
        throw ApiError.invalid("No schema specified on job or table.");
      }
      ObjectNode resource = Json.MAPPER.createObjectNode();
      resource.set("schema", given);
      for (String kept : SHAPE) {
        if (load.has(kept)) {
          resource.set(kept, load.get(kept));
        }
      }
      return resource;
    }
    ObjectNode resource = there.get().deepCopy();
    if (disposition.equals("WRITE_EMPTY") && catalog.counted(into).path("numRows").asLong() > 0) {
      throw ApiError.duplicate("Table " + into);
    }
    if (load.has("schema") && disposition.equals("WRITE_TRUNCATE")) {
      resource.set("schema", given);
    } else if (load.has("schema")) {
      new SchemaUpdate(into, load).apply(resource, given);
    }
    return resource;
  }

  /** Makes the table what was wanted. */
  private void put(ObjectNode wanted) {
    boolean isThere = catalog.find(into).isPresent();
    if (isThere && load.path("writeDisposition").asText().equals("WRITE_TRUNCATE")) {
      catalog.drop(into);
      isThere = false;
    }
    if (isThere) {
      if (!wanted.path("schema").equals(catalog.get(into).path("schema"))) {
        catalog.reshape(into, Column.all(wanted.path("schema")), wanted);
      }
    } else {
      catalog.create(into, wanted);
    }
  }
}
