package io.tributary.singer.catalog;

import io.tributary.singer.connector.Replication;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.error.SingerException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The streams of a run, in order, and what of the user's choice could not be followed.
 *
 * @param streams what is read, in the catalog's order, or in the tap's without one
 * @param warnings one sentence each, for people
 */
public record Selections(List<Selection> streams, List<String> warnings) {
  public Selections {
    streams = List.copyOf(streams);
    warnings = List.copyOf(warnings);
  }

  /**
   * Works out what to read.
   *
   * @param catalog the user's choice; without one, every stream that is selected by default
   * @param only the names of {@code --streams}, which decide alone which streams are read (the
   *     catalog still decides about their fields); empty if that was not given
   * @throws SingerException.Config if {@code only} names a stream that there is not
   */
  public static Selections of(
      List<TapStream> streams, Optional<Catalog> catalog, Set<String> only) {
    Map<String, TapStream> known = new LinkedHashMap<>();
    streams.forEach(stream -> known.put(stream.name(), stream));
    refuseUnknown(only, known.keySet());
    List<Selection> selections = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (CatalogEntry entry : entries(streams, catalog, only)) {
      TapStream stream = known.get(entry.id());
      boolean selected = only.isEmpty() ? isSelected(entry) : only.contains(entry.id());
      if (!selected) {
        continue;
      }
      if (stream == null) {
        warnings.add(
            entry.id()
                + ": the catalog selects it, but this tap has no such stream; it is skipped");
        continue;
      }
      selections.add(Selection.compile(stream, entry));
      warnings.addAll(warnings(stream, entry));
    }
    return new Selections(selections, warnings);
  }

  private static void refuseUnknown(Set<String> only, Set<String> known) {
    Set<String> unknown = new TreeSet<>(only);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new SingerException.Config(
          "--streams",
          String.join(", ", unknown)
              + (unknown.size() == 1 ? " is not a stream" : " are not streams")
              + " of this tap, which has "
              + String.join(", ", known));
    }
  }

  /**
   * The catalog's entries, and what discovery says of the streams that are read without it being in
   * there. Schemas of other streams are not looked at: there may be a great many.
   */
  private static List<CatalogEntry> entries(
      List<TapStream> streams, Optional<Catalog> catalog, Set<String> only) {
    List<CatalogEntry> entries = new ArrayList<>();
    catalog.ifPresent(given -> entries.addAll(given.entries()));
    for (TapStream stream : streams) {
      boolean missing = catalog.flatMap(given -> given.entry(stream.name())).isEmpty();
      boolean wanted =
          only.isEmpty()
              ? catalog.isEmpty() && stream.traits().selectedByDefault()
              : only.contains(stream.name());
      if (missing && wanted) {
        entries.add(CatalogEntry.of(stream));
      }
    }
    return entries;
  }

  /** Whether a catalog selects a stream, by the precedence of Meltano's SDK. */
  private static boolean isSelected(CatalogEntry entry) {
    return switch (entry.keyword("inclusion").asText()) {
      case "unsupported" -> false;
      case "automatic" -> true;
      default ->
          entry
              .chosen(List.of())
              .or(() -> CatalogEntry.answer(entry.keyword("selected-by-default")))
              .orElse(!entry.hasMetadata());
    };
  }

  private static List<String> warnings(TapStream stream, CatalogEntry entry) {
    List<String> warnings = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String field : entry.mentionedFields()) {
      if (!stream.fieldNames().contains(field)
          && !entry.chosen(List.of("properties", field)).equals(Optional.of(false))) {
        missing.add(field);
      }
    }
    if (!missing.isEmpty() && !stream.fieldNames().isEmpty()) {
      warnings.add(
          stream.name()
              + ": the catalog lists fields that this tap does not have: "
              + String.join(", ", missing));
    }
    Set<String> automatic = new LinkedHashSet<>(stream.keys());
    CatalogEntry.replicationKey(stream.replication()).ifPresent(automatic::add);
    for (String field : automatic) {
      if (entry.chosen(List.of("properties", field)).equals(Optional.of(false))) {
        warnings.add(
            stream.name() + ": " + field + " cannot be deselected, since the run needs it");
      }
    }
    replicationWarning(stream, entry).ifPresent(warnings::add);
    return warnings;
  }

  private static Optional<String> replicationWarning(TapStream stream, CatalogEntry entry) {
    Replication can = stream.replication();
    String does = CatalogEntry.method(can);
    String wants = Selection.wantedMethod(entry).orElse(does);
    boolean inFull = wants.equals("FULL_TABLE");
    boolean isHow =
        wants.equals(does)
            || (inFull && can instanceof Replication.Incremental)
            || (wants.equals("LOG_BASED") && can instanceof Replication.Positioned);
    if (!isHow) {
      return Optional.of(
          stream.name() + ": the catalog asks for " + wants + ", but it can only be read " + does);
    }
    Optional<String> key = CatalogEntry.replicationKey(can);
    return Selection.wantedKey(entry)
        .filter(wanted -> !inFull && key.isPresent() && !key.get().equals(wanted))
        .map(
            wanted ->
                stream.name()
                    + ": the catalog asks for the replication key "
                    + wanted
                    + ", but only "
                    + key.orElseThrow()
                    + " can be one");
  }
}
