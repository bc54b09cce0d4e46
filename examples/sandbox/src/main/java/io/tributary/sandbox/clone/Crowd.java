package io.tributary.sandbox.clone;

import io.tributary.sandbox.chance.Draw;
import io.tributary.sandbox.entity.Account;
import io.tributary.sandbox.entity.Entity;
import io.tributary.sandbox.realm.Days;
import io.tributary.sandbox.world.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** How many clones there are in a world by a moment, and since when. */
public record Crowd(Plan plan, long now) {
  /** The first ten days belong to the customers, so that clones find some to refer to. */
  private static final long FIRST = 10 * Days.DAY;

  private static final long LAST = 730 * Days.DAY;
  private static final int ACCOUNTS = 20;
  private static final int PLACES = 5;

  /** What clones hang on, and its id. */
  record Parent(Entity entity, String id) {}

  Draw draw(Listing listing) {
    return plan.draw().at(listing.path());
  }

  List<Clone> steady(
      Listing listing, Amount.Steady amount, long account, BiFunction<Listing, Long, String> ids) {
    int count = account == Account.PLATFORM ? amount.small() * scale() : small(amount);
    long begin = plan.since() + FIRST + listing.row() * Days.HOUR;
    long stretch = (LAST - FIRST) / count;
    List<Clone> clones = new ArrayList<>();
    for (int index = 1; ; index++) {
      long number = account << ACCOUNTS | index;
      long offset = index == 1 ? 0 : draw(listing).at(number).between(0, stretch - 1);
      long at = begin + (index - 1) * stretch;
      if (at > now) {
        return clones;
      }
      long created = Math.floorDiv(at + offset, Days.SECOND) * Days.SECOND;
      if (created <= now) {
        Clone.Place place = new Clone.Place(number, ids.apply(listing, number), "");
        clones.add(new Clone(listing, place, created));
      }
    }
  }

  private static int small(Amount.Steady amount) {
    return Math.max(2, amount.small() / 3);
  }

  private int scale() {
    return switch (plan.size()) {
      case S -> 1;
      case M -> 5;
      case L -> 20;
    };
  }

  List<Clone> named(Listing listing, Amount.Named amount, String parent) {
    List<Clone> clones = new ArrayList<>();
    for (String id : amount.ids()) {
      Clone.Place place = new Clone.Place(clones.size() + 1L, id, parent);
      clones.add(new Clone(listing, place, plan.since()));
    }
    return clones;
  }

  /** They are as old as what they hang on. */
  List<Clone> inside(
      Listing listing, Amount.Inside amount, Parent parent, BiFunction<Listing, Long, String> ids) {
    long owner =
        parent.entity() instanceof Clone clone ? clone.place().number() : parent.entity().serial();
    Draw draw = draw(listing).at(owner);
    boolean many = amount.someHaveMany() && draw.at("many").happens(1, 20);
    long count = many ? Amount.Inside.MANY : draw.between(amount.least(), amount.most());
    List<Clone> clones = new ArrayList<>();
    for (int place = 1; place <= count; place++) {
      long number = owner << PLACES | place;
      Clone.Place where = new Clone.Place(number, ids.apply(listing, number), parent.id());
      clones.add(new Clone(listing, where, parent.entity().created()));
    }
    return clones;
  }
}
