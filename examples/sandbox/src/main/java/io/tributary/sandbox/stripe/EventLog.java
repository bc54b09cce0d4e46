package io.tributary.sandbox.stripe;

import io.tributary.sandbox.clone.Clones;
import io.tributary.sandbox.entity.Change;
import io.tributary.sandbox.entity.Entity;
import io.tributary.sandbox.realm.Days;
import io.tributary.sandbox.world.Books;
import io.tributary.sandbox.world.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The events of one account that Stripe still keeps. */
final class EventLog {
  static final long KEPT = 30 * Days.DAY;

  private EventLog() {}

  /** The events of the last thirty days before a moment, less those too young to be seen yet. */
  static Table<Event> of(Books books, Clones clones, long now, long lag) {
    List<Event> events = new ArrayList<>();
    for (Table<? extends Entity> table : books.all()) {
      events.addAll(
          table.rows().parallelStream()
              .<Event>mapMulti((entity, sink) -> tell(entity, now - KEPT, now - lag, sink))
              .toList());
    }
    clones
        .toldOfAfter(now - KEPT)
        .forEach(clone -> tell(clone, now - KEPT, now - lag, events::add));
    return Table.of(events);
  }

  /** Tells the events of one object after a moment, up to another. */
  private static void tell(Entity entity, long after, long until, Consumer<Event> sink) {
    List<Change> changes = entity.changes();
    for (int place = 0; place < changes.size(); place++) {
      Change change = changes.get(place);
      if (change.at() > after && change.at() <= until) {
        sink.accept(new Event(entity, change, place));
      }
    }
  }
}
