package io.tributary.target.bigquery.standin.write;

import com.google.cloud.bigquery.storage.v1.StorageError;
import com.google.cloud.bigquery.storage.v1.WriteStream;
import com.google.rpc.Code;
import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.Catalog;
import io.tributary.target.bigquery.standin.store.TableId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All streams. Guarded by the lock of the database. */
final class Streams {
  private static final Pattern TABLE =
      Pattern.compile("projects/([^/]+)/datasets/([^/]+)/tables/([^/]+)");

  private final Catalog catalog;
  private final Map<String, Stream> all = new HashMap<>();

  Streams(Catalog catalog) {
    this.catalog = catalog;
  }

  private TableId table(String path) {
    Matcher table = TABLE.matcher(path);
    if (!table.matches()) {
      throw new WriteError(Code.INVALID_ARGUMENT, "Invalid table name: " + path);
    }
    TableId id = new TableId(table.group(1), table.group(2), table.group(3));
    try {
      catalog.get(id);
    } catch (ApiError e) {
      throw new WriteError(
          Code.NOT_FOUND,
          StorageError.StorageErrorCode.TABLE_NOT_FOUND,
          path,
          "Requested entity was not found. Entity: " + path);
    }
    return id;
  }

  Stream create(String parent, WriteStream.Type type) {
    TableId table = table(parent);
    String name = parent + "/streams/" + UUID.randomUUID();
    Stream stream = new Stream(catalog, name, table, type, false);
    all.put(name, stream);
    return stream;
  }

  Stream get(String name) {
    Stream stream = all.get(name);
    if (stream != null) {
      return stream;
    }
    String parent = name.replaceFirst("/(streams/)?_default$", "");
    if (!parent.equals(name)) {
      Stream made = new Stream(catalog, name, table(parent), WriteStream.Type.COMMITTED, true);
      all.put(name, made);
      return made;
    }
    throw new WriteError(
        Code.NOT_FOUND,
        StorageError.StorageErrorCode.STREAM_NOT_FOUND,
        name,
        "Requested entity was not found. Entity: " + name);
  }

  /** Commits all streams or none; returns why it was none. */
  List<StorageError> commit(String parent, List<String> names) {
    TableId table = table(parent);
    List<StorageError> errors = new ArrayList<>();
    List<Stream> streams = new ArrayList<>();
    Function<String, StorageError> refusal =
        name -> StorageError.newBuilder().setEntity(name).build();
    for (String name : names) {
      try {
        Stream stream = get(name);
        stream.checkCommit(table);
        streams.add(stream);
      } catch (WriteError e) {
        errors.add(e.detail().orElseGet(() -> refusal.apply(name)));
      }
    }
    if (errors.isEmpty()) {
      catalog.atOnce(() -> streams.forEach(Stream::commit));
      streams.forEach(Stream::committed);
    }
    return errors;
  }
}
