package io.tributary.sandbox.clone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tributary.sandbox.chance.Draw;
import io.tributary.sandbox.chance.Ids;
import io.tributary.sandbox.entity.Entity;
import io.tributary.sandbox.realm.Days;
import io.tributary.sandbox.world.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The clones of one account at the world's moment. Safe to use from several threads. */
public final class Clones {
  private final Account account;
  private final Ids ids;
  private final Listings listings;
  private final Function<Entity, ObjectNode> drawn;
  private final InnerLists lists = new InnerLists(this);
  private final Map<String, Table<Clone>> tables = new ConcurrentHashMap<>();
  private final Map<Sought, Map<String, Set<Long>>> found = new ConcurrentHashMap<>();

  /** Whose clones, and how much there is of them at which moment; the world's lists by path. */
  public record Account(Entity own, Crowd crowd, Map<String, Table<? extends Entity>> world) {}

  private record Sought(String path, String field) {}

  /** Makes the clones of an account; {@code drawn} draws the world's own objects. */
  public Clones(Account account, Ids ids, Listings listings, Function<Entity, ObjectNode> drawn) {
    this.account = account;
    this.ids = ids;
    this.listings = listings;
    this.drawn = drawn;
  }

  public Listings listings() {
    return listings;
  }

  /** All objects of a listing that stands alone, newest first. */
  public Table<Clone> table(Listing listing) {
    Table<Clone> table = tables.get(listing.path());
    if (table == null) {
      table = Table.of(made(listing));
      tables.put(listing.path(), table);
    }
    return table;
  }

  private List<Clone> made(Listing listing) {
    Crowd crowd = account.crowd();
    Amount amount = listing.amount();
    if (amount instanceof Amount.Steady steady) {
      return crowd.steady(listing, steady, account.own().serial(), this::id);
    }
    if (amount instanceof Amount.Named named) {
      return crowd.named(listing, named, "");
    }
    if (amount instanceof Amount.OneEach each) {
      Table<? extends Entity> origins = account.world().get(each.path());
      return origins == null
          ? List.of()
          : origins.rows().stream().map(origin -> twin(listing, origin)).toList();
    }
    throw new IllegalArgumentException(listing.path() + " hangs on other objects");
  }

  private Clone twin(Listing listing, Entity origin) {
    String parent = ids.text(origin.kind().prefix(), origin.serial());
    Clone.Place place = new Clone.Place(origin.serial(), id(listing, origin.serial()), parent);
    return new Clone(listing, place, origin.created());
  }

  private String id(Listing listing, long number) {
    return ids.text(listing.form().prefix(), number);
  }

  /** The objects of a listing that hang on another object; empty if there is no such object. */
  public Optional<List<Clone>> hangingOn(Listing listing, String parentId) {
    String path = listing.parentPath().orElseThrow();
    return parent(path, parentId).map(parent -> hangingOn(listing, parentId, parent));
  }

  private List<Clone> hangingOn(Listing listing, String parentId, Entity parent) {
    if (listing.amount() instanceof Amount.TwinOf twin) {
      Listing other = listings.at(twin.path()).orElseThrow();
      return List.of(twin(other, parent));
    }
    if (listing.amount() instanceof Amount.Named named) {
      return account.crowd().named(listing, named, parentId);
    }
    Crowd.Parent on = new Crowd.Parent(parent, parentId);
    return account.crowd().inside(listing, (Amount.Inside) listing.amount(), on, this::id);
  }

  private Optional<? extends Entity> parent(String path, String id) {
    if (idOf(account.own()).equals(id)) {
      return Optional.of(account.own());
    }
    Table<? extends Entity> world = account.world().get(path);
    if (world != null && !world.rows().isEmpty()) {
      OptionalLong serial = ids.number(world.rows().get(0).kind().prefix(), id);
      return serial.isEmpty() ? Optional.empty() : world.find(serial.getAsLong());
    }
    return listings.at(path).flatMap(listing -> find(listing, id));
  }

  /** The object of a listing that stands alone, by its id. */
  public Optional<Clone> find(Listing listing, String id) {
    if (listing.amount() instanceof Amount.Named) {
      return table(listing).rows().stream().filter(each -> each.id().equals(id)).findFirst();
    }
    OptionalLong number = ids.number(listing.form().prefix(), id);
    return number.isEmpty()
        ? Optional.empty()
        : table(listing).find(Clone.serial(listing, number.getAsLong()));
  }

  /** The numbers of the objects of a listing whose field has a value. */
  public Set<Long> having(Listing listing, String field, String value) {
    Sought sought = new Sought(listing.path(), field);
    Map<String, Set<Long>> numbers = found.get(sought);
    if (numbers == null) {
      numbers = grouped(listing, field);
      found.put(sought, numbers);
    }
    return numbers.getOrDefault(value, Set.of());
  }

  private Map<String, Set<Long>> grouped(Listing listing, String field) {
    return table(listing).rows().stream()
        .flatMap(
            clone ->
                Fields.texts(draw(clone), field).stream()
                    .map(text -> Map.entry(text, clone.place().number())))
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
  }

  /** The object as Stripe shows it. */
  public ObjectNode draw(Clone clone) {
    Listing.Form form = clone.listing().form();
    ObjectNode json = form.shape().draw(clone.id(), clone.created());
    Draw draw = account.crowd().draw(clone.listing()).at(clone.place().number());
    Elders elders = new Elders();
    form.traits().forEach(trait -> trait.set(clone, json, draw, elders));
    lists.fill(json, clone.listing().path());
    return json;
  }

  /** The lists inside this account's objects. */
  public InnerLists lists() {
    return lists;
  }

  /** Any object of the account by its id, in full. */
  public Optional<ObjectNode> whole(String id) {
    for (Table<? extends Entity> table : account.world().values()) {
      if (table.size() > 0) {
        OptionalLong serial = ids.number(table.rows().get(0).kind().prefix(), id);
        Optional<? extends Entity> entity =
            serial.isEmpty() ? Optional.empty() : table.find(serial.getAsLong());
        if (entity.isPresent()) {
          return Optional.of(drawn.apply(entity.get()));
        }
      }
    }
    for (Listing listing : listings.all()) {
      boolean isAlone = listing.parentPath().isEmpty();
      Optional<Clone> clone = isAlone ? find(listing, id) : Optional.empty();
      if (clone.isPresent()) {
        return clone.map(this::draw);
      }
    }
    return Optional.empty();
  }

  /** The ids of a listing that stands alone, newest first; none if there is no such listing. */
  public List<String> ids(String path) {
    return listings.at(path).filter(listing -> listing.parentPath().isEmpty()).stream()
        .flatMap(listing -> table(listing).rows().stream())
        .map(Clone::id)
        .toList();
  }

  /** The clones that an event tells of, among those created after a moment. */
  public List<Clone> toldOfAfter(long moment) {
    List<Clone> told = new ArrayList<>();
    for (Listing listing : listings.all()) {
      if (!listing.event().isEmpty()) {
        Table<Clone> table = table(listing);
        told.addAll(table.rows().subList(0, table.firstBefore(moment / Days.SECOND)));
      }
    }
    return told;
  }

  /** The id of any object of the account. */
  public String idOf(Entity entity) {
    return entity instanceof Clone clone
        ? clone.id()
        : ids.text(entity.kind().prefix(), entity.serial());
  }

  /** Looks among the world's objects and the clones. */
  private final class Elders implements Trait.Elders {
    @Override
    public JsonNode id(String path, long before, Draw draw) {
      return one(path, before, draw)
          .<JsonNode>map(elder -> TextNode.valueOf(idOf(elder)))
          .orElse(NullNode.getInstance());
    }

    @Override
    public JsonNode whole(String path, long before, Draw draw) {
      return one(path, before, draw)
          .<JsonNode>map(elder -> elder instanceof Clone clone ? draw(clone) : drawn.apply(elder))
          .orElse(NullNode.getInstance());
    }

    private Optional<? extends Entity> one(String path, long before, Draw draw) {
      Table<? extends Entity> world = account.world().get(path);
      Table<? extends Entity> table =
          world == null
              ? listings.at(path).map(Clones.this::table).orElse(Table.of(List.of()))
              : world;
      int younger = table.firstBefore(Math.floorDiv(before, Days.SECOND));
      int older = table.size() - younger;
      return older == 0
          ? Optional.empty()
          : Optional.of(table.rows().get(table.size() - 1 - draw.below(older)));
    }
  }
}
