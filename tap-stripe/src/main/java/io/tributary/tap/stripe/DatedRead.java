package io.tributary.tap.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.Windows;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.http.Answer;
import io.tributary.singer.http.HttpException;
import io.tributary.singer.http.Request;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One reading of a list: what was created since the last one, until just before now by Stripe's
 * clock; and then what has changed of the rest.
 *
 * <p>What fits one page is read as such. Otherwise the time is cut into windows, small enough that
 * each is a few dozen pages, and they are read side by side.
 */
final class DatedRead {
  /** How many pages a window should have at most: after so many the state can move on. */
  private static final int PAGES_PER_WINDOW = 50;

  private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(10);

  /**
   * Up to this many windows it is cheaper to read empty ones than to look for the oldest object.
   */
  private static final int FEW_WINDOWS = 12;

  private final StripeApi api;
  private final Resource resource;
  private final Scope scope;
  private final ObjectSink sink;

  DatedRead(StripeApi api, Resource resource, Scope scope, ObjectSink sink) {
    this.api = api;
    this.resource = resource;
    this.scope = scope;
    this.sink = sink;
  }

  /**
   * Reads on from a position.
   *
   * @param limit after how many records there are enough; if that fits a page, none is followed
   */
  void run(Position before, long limit) throws IOException, InterruptedException {
    Resumption resumption = Resumption.of(before, resource, scope);
    if (limit <= api.pageSize()) {
      objects(api.first(since(resumption.from()), probed(limit)), Long.MAX_VALUE);
      return;
    }
    Answer newest = api.first(since(resumption.from()), Long.MAX_VALUE);
    Instant end = end(newest);
    if (resumption.comesTooLate(end)) {
      resumption = resumption.anew();
      newest = api.first(since(resumption.from()), Long.MAX_VALUE);
    }
    created(resumption.startingAt(end), newest, end);
  }

  /** Not every object has something listed inside of it. */
  private long probed(long limit) {
    return resource.isPlain() ? limit : Long.MAX_VALUE;
  }

  private void created(Resumption resumption, Answer newest, Instant end)
      throws IOException, InterruptedException {
    Window all = new Window(resumption.from().getEpochSecond(), end.getEpochSecond());
    if (StripeApi.hasMore(newest.body())) {
      long seconds = secondsPerWindow(newest);
      List<Window> windows = trimmed(all, seconds).pieces(seconds);
      Windows.read(
          windows,
          scope.parallel(),
          this::window,
          window -> sink.position(resumption.reached(Instant.ofEpochSecond(window.until()))));
    } else {
      objects(newest, all.until());
    }
    if (resumption.mustCatchUp()) {
      sink.position(resumption.reached(end));
      new ChangeFeed(api, resource, sink)
          .read(resumption.changesFrom(), resumption.older(), scope.parallel());
    }
    sink.position(resumption.finished(end));
  }

  private Request since(Instant from) {
    Request list = resource.list();
    return from.equals(Instant.EPOCH)
        ? list
        : list.with(Window.SINCE, Long.toString(from.getEpochSecond()));
  }

  /** Stripe's clock, not ours, less the time that things take to show up. */
  private Instant end(Answer answer) {
    return answer
        .headers()
        .date()
        .orElseThrow(
            () -> new SingerException.Source(answer.request() + " did not say what time it is"))
        .minus(scope.timing().lag());
  }

  /** As long as the user allows, and no longer than fits the density of the newest page. */
  private long secondsPerWindow(Answer newest) {
    JsonNode objects = StripeApi.objects(newest);
    long oldest = objects.path(objects.size() - 1).path("created").asLong();
    long span = Math.max(1, end(newest).plus(scope.timing().lag()).getEpochSecond() - oldest);
    long fitting = Math.max(span * PAGES_PER_WINDOW, SHORTEST_WINDOW.toSeconds());
    return Math.min(scope.timing().window().toSeconds(), fitting);
  }

  /** Without the time before there was anything, if that is long: found by halving. */
  private Window trimmed(Window all, long seconds) throws IOException, InterruptedException {
    if ((all.until() - all.from()) / seconds <= FEW_WINDOWS) {
      return all;
    }
    long empty = all.from();
    long full = all.until();
    while (full - empty > seconds) {
      long middle = empty + (full - empty) / 2;
      Answer before = api.first(new Window(all.from(), middle).of(resource.list()), 1);
      if (StripeApi.objects(before).isEmpty()) {
        empty = middle;
      } else {
        full = middle;
      }
    }
    return new Window(empty, all.until());
  }

  private void window(Window window) throws IOException, InterruptedException {
    try {
      pages(window);
    } catch (HttpException refusal) {
      if (!StripeRefusals.isLostCursor(refusal)) {
        throw refusal;
      }
      pages(window); // the object to go on after was deleted: begin again, once
    }
  }

  private void pages(Window window) throws IOException, InterruptedException {
    api.pages(window.of(resource.list()), page -> objects(page, Long.MAX_VALUE));
  }

  private void objects(Answer page, long before) throws IOException, InterruptedException {
    for (JsonNode node : StripeApi.objects(page)) {
      ObjectNode object = StripeApi.object(node, page.request());
      if (object.path("created").asLong() < before) {
        sink.object(object, page.request());
      }
    }
  }
}
