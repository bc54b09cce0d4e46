package io.tributary.sandbox.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.chance.Ids;
import io.tributary.sandbox.clone.Listings;
import io.tributary.sandbox.entity.Account;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.stripe.Names;
import io.tributary.sandbox.stripe.Versions;
import io.tributary.sandbox.stripe.View;
import io.tributary.sandbox.world.Books;
import io.tributary.sandbox.world.Plan;
import io.tributary.sandbox.world.World;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The world at one moment, with a view of each account by its id; nothing of it changes. */
public final class Stage {
  private final World world;
  private final Names names;
  private final Map<String, View> views = new HashMap<>();

  private Stage(World world, Names names) {
    this.world = world;
    this.names = names;
  }

  /** Sets the stage for a moment; events younger than {@code lag} milliseconds are hidden. */
  public static Stage at(Plan plan, long now, String oldVersion, long lag) {
    Listings listings = new Listings();
    World world = World.at(plan, now);
    Names names = new Names(new Ids(plan.seed()));
    Stage stage = new Stage(world, names);
    Versions versions = new Versions(oldVersion, plan.since());
    for (Books books : world.accounts()) {
      stage.views.put(
          names.of(books.account()), new View(world, books, names, versions, listings, lag));
    }
    return stage;
  }

  public World world() {
    return world;
  }

  public Names names() {
    return names;
  }

  /** The id of the platform's own account. */
  public String platform() {
    return names.of(world.accounts().get(Account.PLATFORM).account());
  }

  Optional<View> view(String account) {
    return Optional.ofNullable(views.get(account));
  }

  /** The ids of the platform's clones at a path, those too that no list of Stripe's shows. */
  ObjectNode ids(String path) {
    ObjectNode json = Json.object();
    ArrayNode data = json.putArray("data");
    view(platform()).orElseThrow().clones().ids(path).forEach(data::add);
    return json;
  }
}
