package io.tributary.sandbox.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.ads.AdsPlan;
import io.tributary.sandbox.ads.AdsWorld;
import io.tributary.sandbox.chance.Ids;
import io.tributary.sandbox.clone.Listings;
import io.tributary.sandbox.entity.Account;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.option.SandboxOptions;
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
  private final AdsWorld ads;
  private final Names names;
  private final Map<String, View> views = new HashMap<>();

  private Stage(World world, AdsWorld ads, Names names) {
    this.world = world;
    this.ads = ads;
    this.names = names;
  }

  /** Sets the stage for a moment of the world that the options tell of. */
  public static Stage at(SandboxOptions options, long now) {
    Listings listings = new Listings();
    Plan plan = options.realm().plan();
    World world = World.at(plan, now);
    AdsPlan advertising = new AdsPlan(plan, options.ads().breadth(), options.ads().moreAccounts());
    Names names = new Names(new Ids(plan.seed()));
    Stage stage = new Stage(world, AdsWorld.of(advertising, world), names);
    Versions versions = new Versions(options.manners().oldVersion(), plan.since());
    long lag = options.weather().eventLag().toMillis();
    for (Books books : world.accounts()) {
      stage.views.put(
          names.of(books.account()), new View(world, books, names, versions, listings, lag));
    }
    return stage;
  }

  public World world() {
    return world;
  }

  public AdsWorld ads() {
    return ads;
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
