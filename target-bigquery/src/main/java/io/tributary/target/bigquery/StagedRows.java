package io.tributary.target.bigquery;

import com.github.luben.zstd.ZstdInputStream;
import com.google.cloud.bigquery.storage.v1.ProtoSchema;
import com.google.protobuf.ByteString;
import io.tributary.singer.connector.Misfit;
import io.tributary.target.bigquery.write.RowEncoder;
import io.tributary.target.bigquery.write.Rows;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a batch for the Storage Write API.
 *
 * <p>Nothing but the row being read is on the heap. Used by one thread.
 */
final class StagedRows implements Rows {
  private final StagingTable staging;
  private final RowEncoder encoder;
  private final NestedColumns nested;
  private final int columns;

  StagedRows(StagingTable staging) {
    this.staging = staging;
    this.encoder = new RowEncoder(staging.schema());
    this.nested = new NestedColumns(staging);
    this.columns = staging.columns().size();
  }

  @Override
  public ProtoSchema schema() {
    return encoder.schema();
  }

  @Override
  public long count() {
    return staging.batch().records();
  }

  @Override
  public void read(long skipped, Output out) throws IOException {
    long before = 0;
    for (Path file : staging.batch().files()) {
      try (SpooledFields fields = opened(file)) {
        while (fields.hasRow()) {
          if (before < skipped) {
            before++;
            skip(fields);
          } else {
            out.row(row(fields, before++));
          }
        }
      }
    }
    nested.finish();
  }

  private ByteString row(SpooledFields fields, long number) throws IOException {
    try {
      for (int i = 0; i < columns; i++) {
        fields.readField();
        if (fields.isNull()) {
          continue;
        }
        if (nested.has(i)) {
          nested.read(i, fields, encoder.nested(i));
        } else {
          encoder.value(i, fields.bytes(), fields.length());
        }
      }
    } catch (Misfit e) {
      throw nested.misfit(e, fields(number));
    }
    return encoder.row();
  }

  /** The fields of a row, as text. */
  List<String> fields(long row) throws IOException {
    long before = 0;
    for (Path file : staging.batch().files()) {
      try (SpooledFields fields = opened(file)) {
        while (fields.hasRow()) {
          if (before++ == row) {
            return texts(fields);
          }
          skip(fields);
        }
      }
    }
    return List.of();
  }

  private void skip(SpooledFields fields) throws IOException {
    for (int i = 0; i < columns; i++) {
      fields.readField();
    }
  }

  private List<String> texts(SpooledFields fields) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      fields.readField();
      texts.add(new String(fields.bytes(), 0, fields.length(), StandardCharsets.UTF_8));
    }
    return texts;
  }

  private static SpooledFields opened(Path file) throws IOException {
    return new SpooledFields(
        new ZstdInputStream(new BufferedInputStream(Files.newInputStream(file))));
  }
}
