package io.tributary.sandbox.field;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** All fields and resources, read once from Google's field reference. Safe to share. */
public final class FieldCatalog {
  /** Segments of conversions alone; what counts clicks and costs is not divided by them. */
  private static final Set<String> OF_CONVERSIONS =
      Set.of(
          "segments.conversion_action",
          "segments.conversion_action_category",
          "segments.conversion_action_name",
          "segments.conversion_adjustment",
          "segments.conversion_lag_bucket",
          "segments.conversion_or_adjustment_lag_bucket",
          "segments.external_conversion_source");

  private final Map<String, Field> fields = new TreeMap<>();
  private final Map<String, Resource> resources = new TreeMap<>();

  /** Reads the data that lies beside this class. */
  public FieldCatalog() {
    try (InputStream in = FieldCatalog.class.getResourceAsStream("fields.tsv.gz")) {
      if (in == null) {
        throw new IllegalStateException("fields.tsv.gz is not there");
      }
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        add(line.split("\t", -1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String[] cells) {
    if (cells[0].equals("R")) {
      Resource resource =
          new Resource(
              cells[1],
              cells[2].isEmpty() ? List.of() : List.of(cells[2].split(",")),
              names("metrics.", cells[3]),
              names("segments.", cells[4]));
      resources.put(resource.name(), resource);
      return;
    }
    boolean repeated = cells[2].endsWith("*");
    Field.Type type =
        Field.Type.valueOf(repeated ? cells[2].substring(0, cells[2].length() - 1) : cells[2]);
    boolean retired = cells.length > 4 && cells[4].equals("-");
    fields.put(
        cells[1], new Field(cells[1], type, repeated, cells.length > 3 ? cells[3] : "", retired));
  }

  private static Set<String> names(String prefix, String cell) {
    return cell.isEmpty()
        ? Set.of()
        : Arrays.stream(cell.split(","))
            .map(name -> name.startsWith("@") ? name.substring(1) : prefix + name)
            .collect(Collectors.toSet());
  }

  public Optional<Field> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  public Optional<Resource> resource(String name) {
    return Optional.ofNullable(resources.get(name));
  }

  public Collection<Field> fields() {
    return Collections.unmodifiableCollection(fields.values());
  }

  public Collection<Resource> resources() {
    return Collections.unmodifiableCollection(resources.values());
  }

  /** Whether one query may hold both a metric and a segment. */
  public static boolean areCompatible(String metric, String segment) {
    return !OF_CONVERSIONS.contains(segment)
        || (metric.contains("conversion")
            && !metric.contains("cost_per")
            && !metric.contains("value_per_cost")
            && !metric.contains("from_interactions"));
  }

  /**
   * What a metric or segment may be selected with: the resources that have it and those whose
   * attributes come with them, and metrics or segments.
   */
  public Set<String> selectableWith(Field field) {
    Set<String> with = new TreeSet<>();
    for (Resource resource : resources.values()) {
      Set<String> own = field.isMetric() ? resource.metrics() : resource.segments();
      if (!own.contains(field.name())) {
        continue;
      }
      with.add(resource.name());
      with.addAll(resource.with());
      Set<String> others = field.isMetric() ? resource.segments() : resource.metrics();
      for (String other : others) {
        if (field.isMetric()
            ? areCompatible(field.name(), other)
            : areCompatible(other, field.name())) {
          with.add(other);
        }
      }
      if (field.isSegment()) {
        resource.segments().stream().filter(each -> !each.equals(field.name())).forEach(with::add);
      }
    }
    return with;
  }
}
