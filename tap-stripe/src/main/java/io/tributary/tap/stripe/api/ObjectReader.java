package io.tributary.tap.stripe.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.Windows;
import io.tributary.singer.http.Answer;
import io.tributary.singer.http.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What to do with the objects of a list. Thread-safe: pages may be read side by side. */
@FunctionalInterface
public interface ObjectReader {
  /**
   * Called for every object, in the order of the list.
   *
   * @return what else there is to ask for about it, if anything
   */
  Optional<FollowUp> read(ObjectNode object, Request list) throws IOException, InterruptedException;

  /** What belongs to an object and has not come with it. */
  @FunctionalInterface
  interface FollowUp {
    /** Asks for it, and has it read. */
    void read() throws IOException, InterruptedException;
  }

  /**
   * Reads the objects of a page, and then what else there is to ask for.
   *
   * @param own which of them are wanted, by the time of creation
   * @param parallel how much to ask for at once
   */
  default void page(Answer page, Window own, int parallel)
      throws IOException, InterruptedException {
    List<FollowUp> more = new ArrayList<>();
    for (ObjectNode object : StripeApi.objects(page)) {
      if (own.holds(object)) {
        read(object, page.request()).ifPresent(more::add);
      }
    }
    Windows.read(more, parallel, FollowUp::read, each -> {});
  }
}
