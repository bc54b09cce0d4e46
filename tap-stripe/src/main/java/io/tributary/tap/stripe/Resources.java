package io.tributary.tap.stripe;

import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.connector.Replication;
import io.tributary.singer.connector.TapStream;
import io.tributary.tap.stripe.account.Accounts;
import io.tributary.tap.stripe.change.EventJournal;
import io.tributary.tap.stripe.read.CheckedSource;
import io.tributary.tap.stripe.read.ExchangeRates;
import io.tributary.tap.stripe.read.ListSource;
import io.tributary.tap.stripe.read.NestedLists;
import io.tributary.tap.stripe.read.NestedSource;
import io.tributary.tap.stripe.read.RecentSource;
import io.tributary.tap.stripe.read.Single;
import io.tributary.tap.stripe.read.UnionSource;
import io.tributary.tap.stripe.record.Columns;
import io.tributary.tap.stripe.record.Currencies;
import io.tributary.tap.stripe.record.ObjectParts;
import io.tributary.tap.stripe.record.RecordShape;
import io.tributary.tap.stripe.record.StreamSchema;
import io.tributary.tap.stripe.stream.ParentPath;
import io.tributary.tap.stripe.stream.Resource;
import io.tributary.tap.stripe.stream.Resource.Changes;
import io.tributary.tap.stripe.stream.Scope;
import io.tributary.tap.stripe.stream.StreamEntry;
import io.tributary.tap.stripe.stream.StreamEntry.How;
import io.tributary.tap.stripe.stream.StreamTable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Every stream that tap-stripe knows, made from the table of streams. */
final class Resources {
  private final Accounts accounts;
  private final Scope scope;
  private final Columns columns;
  private final Map<String, List<String>> named;
  private final StreamTable table = StreamTable.read();

  /**
   * @param named what the settings name, by the stream that would list it if Stripe did
   */
  Resources(Accounts accounts, Scope scope, Columns columns, Map<String, List<String>> named) {
    this.accounts = accounts;
    this.scope = scope;
    this.columns = columns;
    this.named = named;
  }

  List<TapStream> streams() {
    return table.all().stream().map(this::stream).toList();
  }

  private TapStream stream(StreamEntry entry) {
    StreamSchema schema = new StreamSchema(entry.name(), columns);
    RecordShape shape = RecordShape.of(schema);
    String[] keys = entry.keys().toArray(String[]::new);
    TapStream stream =
        entry.isOnce()
            ? TapStream.of(entry.name(), schema.announced(), checked(entry, accounts.once(), shape))
                .keyedBy(keys)
            : TapStream.of(
                    entry.name(),
                    accounts.schema(schema.announced()),
                    checked(entry, accounts, shape))
                .keyedBy(accounts.keys(keys));
    TapStream whole =
        stream
            .replicated(replication(entry))
            .withoutByDefault(entry.unselected().toArray(String[]::new));
    TapStream placed =
        entry
            .parent()
            .filter(table::has)
            .map(parent -> whole.childOf(parent, entry.parentFields().toArray(String[]::new)))
            .orElse(whole);
    return entry.isSelected() ? placed : placed.onRequest();
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

  private RecordSource checked(StreamEntry entry, Accounts of, RecordShape shape) {
    return new CheckedSource(source(entry, of, shape), shape);
  }

  private RecordSource source(StreamEntry entry, Accounts of, RecordShape shape) {
    return switch (entry.read()) {
      case CREATED -> dated(resource(entry), of, shape);
      case CREATED_AFTER -> recent(entry, RecentSource.Since.AFTER, of, shape);
      case PAGES_CREATED -> recent(entry, RecentSource.Since.FROM, of, shape);
      case LIST, PAGES -> list(entry, of, shape);
      case INSIDE, EACH -> children(entry, of, shape);
      case NESTED, NAMED -> nested(entry, of, shape);
      case ONE -> single(entry, of, shape);
      case MADE -> made(entry, of, shape);
    };
  }

  private RecordSource dated(Resource resource, Accounts of, RecordShape shape) {
    return ListSource.dated(of, resource, scope, shape);
  }

  private RecordSource recent(
      StreamEntry entry, RecentSource.Since since, Accounts of, RecordShape shape) {
    Resource resource = resource(entry);
    return of.each(account -> new RecentSource(account, resource, since, scope, shape));
  }

  private RecordSource list(StreamEntry entry, Accounts of, RecordShape shape) {
    Resource resource = resource(entry);
    return entry.name().equals("exchange_rates")
        ? of.each(account -> new ExchangeRates(account.api(), resource, shape))
        : ListSource.whole(of, resource, scope, shape);
  }

  /** With their parents, if events tell of all changes; else of all parents, every time. */
  private RecordSource children(StreamEntry entry, Accounts of, RecordShape shape) {
    StreamEntry parent = table.get(entry.parent().orElseThrow());
    ParentPath path = new ParentPath(entry.path(), entry.only());
    Resource resource =
        listed(parent, entry.expand())
            .changing(changes(entry, parent, path))
            .belonging(entry.inside().orElse(""), path.parent(), path::of);
    return parent.read() == How.CREATED && entry.follows()
        ? dated(resource, of, shape)
        : ListSource.whole(of, resource, scope, shape);
  }

  private static Changes changes(StreamEntry entry, StreamEntry parent, ParentPath path) {
    if (!entry.follows()) {
      return Changes.NONE;
    }
    Set<String> events = new LinkedHashSet<>(parent.events());
    events.addAll(entry.events());
    return Changes.of(parent.object(), List.copyOf(events)).namedBy(path.parent());
  }

  private RecordSource nested(StreamEntry entry, Accounts of, RecordShape shape) {
    ParentPath path = new ParentPath(entry.path(), entry.only());
    return of.each(
        account -> {
          NestedLists lists = new NestedLists(account.api(), scope);
          NestedSource.Lists wanted =
              switch (entry.name()) {
                case "source_transactions" -> lists.ofSources(path);
                case "billing_meter_event_summaries" -> lists.ofMeters(path);
                default ->
                    NestedLists.named(
                        path, named.getOrDefault(entry.parent().orElseThrow(), List.of()));
              };
          return new NestedSource(account.api(), wanted, scope.parallel(), shape);
        });
  }

  private RecordSource single(StreamEntry entry, Accounts of, RecordShape shape) {
    return of.each(
        account ->
            new Single(
                account.api(),
                entry.path(),
                shape,
                switch (entry.name()) {
                  case "account" -> Single.itself();
                  case "balance" -> Single::balances;
                  default -> Single.of(account.name());
                }));
  }

  private RecordSource made(StreamEntry entry, Accounts of, RecordShape shape) {
    return switch (entry.name()) {
      case "balance_transaction_fees" ->
          dated(resource(table.get("balance_transactions")).parts(ObjectParts::fees), of, shape);
      case "discounts" -> discounts(of, shape);
      case "currencies" -> new Currencies();
      default -> throw new IllegalStateException("nothing makes " + entry.name());
    };
  }

  private RecordSource discounts(Accounts of, RecordShape shape) {
    Map<String, RecordSource> sources = new TreeMap<>();
    for (String parent : List.of("customers", "invoices", "subscriptions")) {
      StreamEntry entry = table.get(parent);
      List<String> expands = parent.equals("customers") ? List.of() : List.of("discounts");
      Resource resource =
          listed(entry, expands).changing(changes(entry)).parts(ObjectParts::discounts);
      sources.put(parent, dated(resource, of, shape));
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
      return Changes.NONE.keptFor(EventJournal.KEPT);
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
