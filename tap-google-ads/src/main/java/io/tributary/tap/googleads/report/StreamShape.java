package io.tributary.tap.googleads.report;

import io.tributary.singer.error.SingerException;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.tap.googleads.field.AdsField;
import io.tributary.tap.googleads.field.Aliases;
import io.tributary.tap.googleads.field.FieldCatalog;
import io.tributary.tap.googleads.field.Fields;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stream whose columns are made when they are first asked for. Thread-safe. */
public final class StreamShape {
  private static final Logger LOG = LoggerFactory.getLogger(StreamShape.class);

  private final StreamEntry entry;
  private final Fields fields;
  private final Micros micros;
  private final boolean dropping;
  private @Nullable Shape shape;

  /**
   * @param dropping whether a field that does not go with an earlier one is left out, and not a
   *     failure
   */
  public StreamShape(StreamEntry entry, Fields fields, Micros micros, boolean dropping) {
    this.entry = entry;
    this.fields = fields;
    this.micros = micros;
    this.dropping = dropping;
  }

  public StreamEntry entry() {
    return entry;
  }

  /** The schema, of which the catalog is made. */
  public JsonSchema schema() {
    return shape().schema();
  }

  /**
   * What to ask for.
   *
   * @param columns the names of those that are wanted
   * @throws SingerException.Source if some of their fields exclude each other
   */
  public StreamPlan plan(Set<String> columns) {
    FieldCatalog catalog = fields.catalog();
    StreamPlan plan = StreamPlan.of(shape(), catalog, columns);
    String from = entry.query().from();
    Optional<FieldCatalog.Clash> clash = catalog.clash(from, plan.select());
    while (clash.isPresent()) {
      plan = without(plan, clash.get());
      clash = catalog.clash(from, plan.select());
    }
    return plan;
  }

  private StreamPlan without(StreamPlan plan, FieldCatalog.Clash clash) {
    String both = clash.one() + " and " + clash.other();
    String later = plan.canDo(clash.other()) ? clash.other() : clash.one();
    if (!dropping || !plan.canDo(later)) {
      throw new SingerException.Source(
          entry.name()
              + " selects "
              + both
              + ", which Google Ads does not give together: leave one out of the catalog or of the"
              + " settings, or set on_incompatible to drop");
    }
    LOG.warn("{}: {} do not go together; {} is left out", entry.name(), both, later);
    return plan.without(later);
  }

  private synchronized Shape shape() {
    Shape known = shape;
    if (known == null) {
      known = Shape.of(entry, resolved(fields.catalog()), micros);
      shape = known;
    }
    return known;
  }

  /** The fields by the names that this version has for them. */
  private List<AdsField> resolved(FieldCatalog catalog) {
    String from = entry.query().from();
    if (catalog.resource(from).isEmpty()) {
      throw wrong("reads from " + from + ", which " + catalog.version() + " does not have");
    }
    Set<String> names = new LinkedHashSet<>();
    names.add(from + ".resource_name");
    names.addAll(entry.query().select());
    List<AdsField> found = new ArrayList<>();
    for (String name : names) {
      Optional<AdsField> field =
          Aliases.field(catalog, name).filter(each -> catalog.isSelectable(from, each.name()));
      if (field.isPresent()) {
        found.add(field.get());
      } else if (entry.isChosen()) {
        throw wrong("has " + name + ", which " + catalog.version() + " does not have in " + from);
      } else if (entry.query().select().contains(name)) {
        LOG.info("{}: {} has no field {}", entry.name(), catalog.version(), name);
      }
    }
    return List.copyOf(new LinkedHashSet<>(found));
  }

  private SingerException wrong(String what) {
    return new SingerException.Config(
        entry.kind() == ReadKind.QUERY || entry.isChosen() ? "streams" : "api_version",
        entry.name() + " " + what);
  }
}
