package io.tributary.target.bigquery.standin.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The buckets of Cloud Storage, and what is in them. Thread-safe. */
public final class Buckets {
  private final Map<String, Map<String, Path>> objects = new ConcurrentHashMap<>();

  /** Makes a bucket. */
  public void make(String bucket) {
    objects.put(bucket, new ConcurrentHashMap<>());
  }

  /** The names of what is in a bucket. */
  public List<String> names(String bucket) {
    return List.copyOf(in(bucket).keySet());
  }

  /** What is in a bucket, by its names. */
  public Map<String, Path> in(String bucket) {
    Map<String, Path> in = objects.get(bucket);
    if (in == null) {
      throw new ApiError(404, "notFound", "The specified bucket does not exist.");
    }
    return in;
  }

  /** What an address such as {@code gs://bucket/name} means. */
  public Optional<Path> at(String address) {
    String[] parts = address.replaceFirst("^gs://", "").split("/", 2);
    return objects.containsKey(parts[0])
        ? Optional.ofNullable(objects.get(parts[0]).get(parts[1]))
        : Optional.empty();
  }
}
