package io.tributary.tap.googleads.report;

import io.tributary.tap.googleads.field.AdsField;
import io.tributary.tap.googleads.gaql.GaqlParser;
import io.tributary.tap.googleads.gaql.Query;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The streams that the settings ask for besides.
 *
 * @param streams by name
 * @param queries in Google Ads' language
 */
public record Requested(Map<String, Stream> streams, List<CustomQuery> queries) {
  private static final String NAME = "[A-Za-z][A-Za-z0-9_]*";

  /**
   * A stream.
   *
   * @param from the resource that it reads
   * @param preset the stream whose fields it begins with
   * @param fields the fields, besides those
   * @param keys the columns that identify a record, if it is no report
   */
  public record Stream(
      @Nullable String from,
      @Nullable String preset,
      @Nullable List<String> fields,
      @Nullable List<String> keys) {}

  /**
   * A query that is a stream.
   *
   * @param keys the columns that identify a record, if it is not read by days
   */
  public record CustomQuery(
      @Nullable String name, @Nullable String query, @Nullable List<String> keys) {}

  /**
   * Looks for what is wrong with them before anything else is known.
   *
   * @throws IllegalArgumentException if something is; it names the setting
   */
  public void check() {
    List<StreamEntry> ignored = entries();
  }

  /** The streams that there are, with those that are asked for: by name, the latter instead. */
  public List<StreamEntry> entries() {
    Map<String, StreamEntry> all = new LinkedHashMap<>();
    StreamTable.read().forEach(entry -> all.put(entry.name(), entry));
    Map<String, StreamEntry> presets = Map.copyOf(all);
    streams.forEach((name, stream) -> all.put(name, stream(name, stream, presets)));
    Set<String> names = new HashSet<>();
    for (CustomQuery query : queries) {
      StreamEntry entry = query(query);
      if (!names.add(entry.name()) || all.containsKey(entry.name())) {
        throw new IllegalArgumentException(
            "custom_queries has " + entry.name() + ", which is a stream already");
      }
      all.put(entry.name(), entry);
    }
    return List.copyOf(all.values());
  }

  private static StreamEntry stream(String name, Stream stream, Map<String, StreamEntry> presets) {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException("streams has " + name + ", which is no name");
    }
    String basis = stream.preset() == null ? name : stream.preset();
    StreamEntry preset = presets.get(basis);
    if (preset == null && stream.preset() != null) {
      throw new IllegalArgumentException("streams has the preset " + basis + ", which is none");
    }
    if (preset == null && stream.from() == null) {
      throw new IllegalArgumentException("streams has " + name + " without from");
    }
    Set<String> fields = new LinkedHashSet<>();
    if (preset != null && (stream.preset() != null || stream.fields() == null)) {
      fields.addAll(preset.query().select());
    }
    if (stream.fields() != null) {
      fields.addAll(stream.fields());
    }
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("streams has " + name + " without fields");
    }
    String from =
        stream.from() != null || preset == null ? text(stream.from()) : preset.query().from();
    Query query = Query.of(new ArrayList<>(fields), from);
    StreamEntry like = preset != null && preset.query().from().equals(from) ? preset : null;
    return chosen(
        name,
        query,
        stream.keys() == null && like != null ? like.keys() : keys(stream.keys(), query),
        like == null ? Scope.ACCOUNTS : like.scope(),
        false);
  }

  private static StreamEntry query(CustomQuery custom) {
    String name = text(custom.name());
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException("custom_queries has one without a name, or with none");
    }
    try {
      Query query = GaqlParser.parse(text(custom.query()));
      boolean isOfItsOwnRange = query.restricts(Grain.DAY.field());
      return chosen(name, query, keys(custom.keys(), query), Scope.ACCOUNTS, isOfItsOwnRange);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "custom_queries has " + name + ", which " + e.getMessage(), e);
    }
  }

  private static StreamEntry chosen(
      String name, Query query, List<String> keys, Scope scope, boolean isOfItsOwnRange) {
    ReadKind kind = kind(query, isOfItsOwnRange);
    boolean isByDays = kind == ReadKind.REPORT || kind == ReadKind.DAILY;
    List<String> known = isByDays ? List.of(StreamEntry.ROW_KEY) : keys;
    return new StreamEntry(name, kind, scope, query, known, true, true);
  }

  private static ReadKind kind(Query query, boolean isOfItsOwnRange) {
    if (query.from().equals("click_view") && !isOfItsOwnRange) {
      return ReadKind.DAILY;
    }
    boolean isChangeLog =
        query.from().equals("change_event") || query.from().equals("change_status");
    if (isChangeLog && query.where().isEmpty()) {
      return ReadKind.CHANGES;
    }
    boolean isByTime = Grain.of(query.select()).isPresent();
    if (isByTime && !isOfItsOwnRange) {
      return ReadKind.REPORT;
    }
    return isByTime || isOfItsOwnRange || !query.where().isEmpty() || query.limit().isPresent()
        ? ReadKind.QUERY
        : ReadKind.ENTITY;
  }

  /** Figures are of all that a row says it is of, and the rest is of a resource. */
  private static List<String> keys(@Nullable List<String> given, Query query) {
    if (given != null) {
      return List.copyOf(given);
    }
    boolean hasFigures =
        query.select().stream().anyMatch(f -> AdsField.isMetric(f) || AdsField.isSegment(f));
    return List.of(hasFigures ? StreamEntry.ROW_KEY : "resource_name");
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given;
  }
}
