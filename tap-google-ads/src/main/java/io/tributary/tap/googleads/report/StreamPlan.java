package io.tributary.tap.googleads.report;

import io.tributary.tap.googleads.api.RowForm;
import io.tributary.tap.googleads.field.AdsField;
import io.tributary.tap.googleads.field.AdsResource;
import io.tributary.tap.googleads.field.FieldCatalog;
import io.tributary.tap.googleads.gaql.Query;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a run asks for of a stream, and how its rows become records. A value; thread-safe. */
public final class StreamPlan {
  private final Shape shape;
  private final List<AdsField> fields;
  private final List<String> segments;
  private final Set<String> wanted;
  private final RowReader reader;

  private StreamPlan(
      Shape shape, List<AdsField> fields, List<String> segments, Set<String> wanted) {
    this.shape = shape;
    this.fields = List.copyOf(fields);
    this.segments = List.copyOf(segments);
    this.wanted = Set.copyOf(wanted);
    StreamEntry entry = shape.entry();
    List<String> key = new ArrayList<>();
    if (entry.isRowKeyed()) {
      key.add(entry.query().from() + ".resource_name");
      key.addAll(segments);
    }
    List<Column> columns =
        shape.columns().stream().filter(column -> wanted.contains(column.name())).toList();
    this.reader = new RowReader(fields, columns, key);
  }

  /**
   * The plan for the columns that are wanted.
   *
   * @param wanted the names of the columns
   */
  public static StreamPlan of(Shape shape, FieldCatalog catalog, Set<String> wanted) {
    StreamEntry entry = shape.entry();
    String from = entry.query().from();
    Set<AdsField> fields = new LinkedHashSet<>();
    if (entry.isRowKeyed()) {
      catalog.field(from + ".resource_name").ifPresent(fields::add);
      Grain.of(entry.query().select())
          .flatMap(grain -> catalog.field(grain.field()))
          .ifPresent(fields::add);
    }
    if (entry.kind() == ReadKind.CHANGES) {
      catalog.field(ChangeLog.of(entry).field()).ifPresent(fields::add);
    }
    Set<String> columns = new LinkedHashSet<>(wanted);
    columns.addAll(entry.keys());
    fields.addAll(shape.fields(columns));
    Set<String> segments = new TreeSet<>();
    if (entry.isRowKeyed()) {
      AdsResource resource = catalog.resource(from).orElseThrow();
      for (AdsField field : List.copyOf(fields)) {
        if (resource.isSegmentedBy(field.name())) {
          segment(field, catalog, fields, segments);
        }
      }
    }
    return new StreamPlan(shape, List.copyOf(fields), List.copyOf(segments), columns);
  }

  /** An attribute that segments does so by the resource that it is of. */
  private static void segment(
      AdsField field, FieldCatalog catalog, Set<AdsField> fields, Set<String> segments) {
    String name = field.isSegment() ? field.name() : field.root() + ".resource_name";
    catalog.field(name).ifPresent(fields::add);
    segments.add(name);
  }

  /** The same without a field, whose column is then empty. */
  public StreamPlan without(String field) {
    List<AdsField> fewer = new ArrayList<>(fields);
    fewer.removeIf(each -> each.name().equals(field));
    return new StreamPlan(shape, fewer, segments, wanted);
  }

  /** Whether a row is the same row without a field. */
  public boolean canDo(String field) {
    StreamEntry entry = shape.entry();
    boolean isKey =
        shape.column(field).map(column -> entry.keys().contains(column.name())).orElse(true);
    return !isKey
        && !segments.contains(field)
        && !field.equals(entry.query().from() + ".resource_name");
  }

  /** What makes several rows of one, in a fixed order. */
  public List<String> segments() {
    return segments;
  }

  /** The names of the fields that are asked for. */
  public List<String> select() {
    return fields.stream().map(AdsField::name).toList();
  }

  /** The query, without a range of time. */
  public Query query() {
    return shape.entry().query().selecting(select());
  }

  /** Begins to turn rows into records, on one thread. */
  public Rows rows(RowStamp stamp) {
    return reader.records(stamp.text(wanted));
  }

  /** Makes records of rows. For one thread. */
  public interface Rows extends RowForm {
    /** What the row that came last says of a selected field; empty if it does not. */
    String text(String field);
  }
}
