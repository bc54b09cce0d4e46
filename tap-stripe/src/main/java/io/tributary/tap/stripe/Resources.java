package io.tributary.tap.stripe;

import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.connector.Replication;
import io.tributary.singer.connector.TapStream;
import io.tributary.tap.stripe.Resource.Changes;
import io.tributary.tap.stripe.StreamEntry.How;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Every stream that tap-stripe knows, made from the table of streams. */
final class Resources {
  /** Stripe forgets older events. */
  static final Duration EVENTS_KEPT = Duration.ofDays(30);

  private final StripeApi api;
  private final Scope scope;
  private final Columns columns;
  private final Map<String, List<String>> named;
  private final StreamTable table = StreamTable.read();

  /**
   * @param named what the settings name, by the stream that would list it if Stripe did
   */
  Resources(StripeApi api, Scope scope, Columns columns, Map<String, List<String>> named) {
    this.api = api;
    this.scope = scope;
    this.columns = columns;
    this.named = named;
  }

  List<TapStream> streams() {
    return table.all().stream().map(this::stream).toList();
  }

  private TapStream stream(StreamEntry entry) {
    StreamSchema schema = new StreamSchema(entry.name(), columns);
    TapStream stream =
        TapStream.of(entry.name(), schema.announced(), source(entry, RecordShape.of(schema)))
            .keyedBy(entry.keys().toArray(String[]::new))
            .replicated(replication(entry))
            .withoutByDefault(entry.unselected().toArray(String[]::new));
    return entry.isSelected() ? stream : stream.onRequest();
  }

  private Replication replication(StreamEntry entry) {
    return isPositioned(entry) ? new Replication.Positioned() : Replication.FULL_TABLE;
  }

  private boolean isPositioned(StreamEntry entry) {
    return switch (entry.read()) {
      case CREATED, CREATED_AFTER, PAGES_CREATED -> true;
      case LIST, INSIDE, EACH -> entry.follows();
      case MADE -> !entry.name().equals("currencies");
      case PAGES, NESTED, NAMED, ONE -> false;
    };
  }

  private RecordSource source(StreamEntry entry, RecordShape shape) {
    return switch (entry.read()) {
      case CREATED -> dated(resource(entry), shape);
      case CREATED_AFTER ->
          new RecentSource(api, resource(entry), RecentSource.Since.AFTER, scope, shape);
      case PAGES_CREATED ->
          new RecentSource(api, resource(entry), RecentSource.Since.FROM, scope, shape);
      case LIST, PAGES -> list(entry, shape);
      case INSIDE, EACH -> children(entry, shape);
      case NESTED -> nested(entry, shape);
      case NAMED -> named(entry, shape);
      case ONE -> single(entry, shape);
      case MADE -> made(entry, shape);
    };
  }

  private RecordSource dated(Resource resource, RecordShape shape) {
    return new DatedSource(api, resource, scope, shape);
  }

  private RecordSource list(StreamEntry entry, RecordShape shape) {
    Resource resource = resource(entry);
    return entry.name().equals("exchange_rates")
        ? new ExchangeRates(api, resource, shape)
        : new ListSource(api, resource, scope, shape);
  }

  /** With their parents, if events tell of all changes; else of all parents, every time. */
  private RecordSource children(StreamEntry entry, RecordShape shape) {
    StreamEntry parent = table.get(entry.parent().orElseThrow());
    ParentPath path = new ParentPath(entry.path(), entry.only());
    Resource resource =
        listed(parent, entry.expand())
            .changing(changes(entry, parent, path))
            .belonging(entry.inside().orElse(""), path.parent(), path::of);
    return parent.read() == How.CREATED && entry.follows()
        ? dated(resource, shape)
        : new ListSource(api, resource, scope, shape);
  }

  private static Changes changes(StreamEntry entry, StreamEntry parent, ParentPath path) {
    if (!entry.follows()) {
      return Changes.NONE;
    }
    Set<String> events = new LinkedHashSet<>(parent.events());
    events.addAll(entry.events());
    return Changes.of(parent.object(), List.copyOf(events)).namedBy(path.parent());
  }

  private RecordSource nested(StreamEntry entry, RecordShape shape) {
    NestedLists lists = new NestedLists(api, scope);
    ParentPath path = new ParentPath(entry.path(), entry.only());
    return new NestedSource(
        api,
        entry.name().equals("source_transactions") ? lists.ofSources(path) : lists.ofMeters(path),
        scope.parallel(),
        shape);
  }

  private RecordSource named(StreamEntry entry, RecordShape shape) {
    List<String> ids = named.getOrDefault(entry.parent().orElseThrow(), List.of());
    ParentPath path = new ParentPath(entry.path(), entry.only());
    return new NestedSource(api, NestedLists.named(path, ids), scope.parallel(), shape);
  }

  private RecordSource single(StreamEntry entry, RecordShape shape) {
    return switch (entry.name()) {
      case "account" -> new Single(api, entry.path(), shape, Single.itself());
      case "balance" -> new Single(api, entry.path(), shape, Single::balances);
      default ->
          new Single(api, entry.path(), shape, Single.of(scope.account().orElse(Position.OWN)));
    };
  }

  private RecordSource made(StreamEntry entry, RecordShape shape) {
    return switch (entry.name()) {
      case "balance_transaction_fees" ->
          dated(resource(table.get("balance_transactions")).parts(ObjectParts::fees), shape);
      case "discounts" -> discounts(shape);
      case "currencies" -> new Currencies();
      default -> throw new IllegalStateException("nothing makes " + entry.name());
    };
  }

  private RecordSource discounts(RecordShape shape) {
    Map<String, RecordSource> sources = new TreeMap<>();
    for (String parent : List.of("customers", "invoices", "subscriptions")) {
      StreamEntry entry = table.get(parent);
      List<String> expands = parent.equals("customers") ? List.of() : List.of("discounts");
      sources.put(
          parent,
          dated(
              listed(entry, expands).changing(changes(entry)).parts(ObjectParts::discounts),
              shape));
    }
    return new UnionSource(sources);
  }

  /** The list of a stream of objects that stand for themselves. */
  static Resource resource(StreamEntry entry) {
    return listed(entry, entry.expand()).changing(changes(entry));
  }

  private static Resource listed(StreamEntry entry, List<String> expands) {
    Resource resource =
        (entry.isCatalogue()
                ? Resource.catalogue(entry.path())
                : Resource.transactions(entry.path()))
            .expanding(expands);
    for (var parameter : entry.parameters()) {
      resource = resource.with(parameter.name(), parameter.value());
    }
    return resource;
  }

  private static Changes changes(StreamEntry entry) {
    if (entry.name().equals("events")) {
      return Changes.NONE.keptFor(EVENTS_KEPT);
    }
    boolean isTold = entry.read() == How.CREATED || entry.follows();
    Changes changes =
        entry.events().isEmpty() || !isTold
            ? Changes.NONE
            : Changes.of(entry.object(), entry.events());
    return changes.silentlyFor(entry.silently());
  }

  /** The lists that are read by the time of creation, by stream. */
  static Map<String, Resource> dated() {
    Map<String, Resource> dated = new LinkedHashMap<>();
    for (StreamEntry entry : StreamTable.read().all()) {
      if (entry.read() == How.CREATED) {
        dated.put(entry.name(), resource(entry));
      }
    }
    return dated;
  }
}
