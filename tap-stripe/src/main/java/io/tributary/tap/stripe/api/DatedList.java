package io.tributary.tap.stripe.api;

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
import org.jspecify.annotations.Nullable;

/**
 * A list that Stripe keeps newest first, read by the time of creation. Thread-safe.
 *
 * <p>What fits one page is read as such. Otherwise the time is cut into windows, small enough that
 * each is a few dozen pages, and they are read side by side. A window that turns out to hold more
 * is cut again where its reading has got to.
 */
public final class DatedList {
  /** How many pages a window should have at most: after so many the state can move on. */
  private static final int PAGES_PER_WINDOW = 50;

  private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(10);

  /** Into how many pieces the rest of a window is cut that holds too much. */
  private static final int PIECES = 8;

  /**
   * Up to this many windows it is cheaper to read empty ones than to look for the oldest object.
   */
  private static final int FEW_WINDOWS = 12;

  /** At how many places a list is looked at to guess its length. */
  private static final int PLACES = 12;

  private final StripeApi api;
  private final Request list;
  private final Duration longest;
  private final int parallel;

  /** What to do with an object. Called on several threads at once. */
  @FunctionalInterface
  public interface Reader {
    /** Called for every object, newest first within a window. */
    public void read(ObjectNode object, Request list) throws IOException, InterruptedException;
  }

  /**
   * @param longest the longest time that is read in one go
   * @param parallel how many windows are read at once
   */
  public DatedList(StripeApi api, Request list, Duration longest, int parallel) {
    this.api = api;
    this.list = list;
    this.longest = longest;
    this.parallel = parallel;
  }

  /** The newest page of what was created from a moment on; no more than {@code most} objects. */
  public Answer newest(Instant from, long most) throws IOException, InterruptedException {
    Request since =
        from.equals(Instant.EPOCH)
            ? list
            : list.with(Window.SINCE, Long.toString(from.getEpochSecond()));
    return api.first(since, most);
  }

  /** Stripe's clock at the time of an answer. */
  public static Instant now(Answer answer) {
    return answer
        .headers()
        .date()
        .orElseThrow(
            () -> new SingerException.Source(answer.request() + " did not say what time it is"));
  }

  /**
   * Reads all that was created in a span of time.
   *
   * @param newest the newest page since the beginning of that span, as {@link #newest} answers it
   * @param finished told how far it is read without a gap, oldest first; not if it fits a page
   */
  public void read(Window all, Answer newest, Reader reader, Windows.Finished<Window> finished)
      throws IOException, InterruptedException {
    if (StripeApi.hasMore(newest.body())) {
      long seconds = secondsPerWindow(newest);
      List<Window> windows = trimmed(all, seconds).pieces(seconds);
      Windows.read(windows, parallel, window -> window(window, reader), finished);
    } else {
      objects(newest, all.until(), reader);
    }
  }

  /**
   * What reading a span of time would take.
   *
   * @param windows in how many it would be read
   * @param requests how many requests that would be, about
   */
  public record Estimate(long windows, long requests) {
    public static final Estimate NOTHING = new Estimate(0, 0);

    public Estimate and(Estimate other) {
      return new Estimate(windows + other.windows, requests + other.requests);
    }
  }

  /** Looks at a few places in a span of time, and takes the rest to be like them. */
  public Estimate estimate(Window all, Answer newest) throws IOException, InterruptedException {
    if (!StripeApi.hasMore(newest.body())) {
      return new Estimate(1, 1);
    }
    long seconds = secondsPerWindow(newest);
    Window full = trimmed(all, seconds);
    double pages = 0;
    List<Window> places = full.pieces((full.length() + PLACES - 1) / PLACES);
    for (Window place : places) {
      Answer page = api.first(place.of(list), Long.MAX_VALUE);
      long span = Math.max(1, place.until() - oldest(page));
      pages += StripeApi.hasMore(page.body()) ? (double) place.length() / span : 1;
    }
    long windows = full.pieces(seconds).size();
    return new Estimate(windows, Math.max(windows, Math.round(pages)));
  }

  /** As long as the user allows, and no longer than fits the density of the newest page. */
  private long secondsPerWindow(Answer newest) {
    long span = Math.max(1, now(newest).getEpochSecond() - oldest(newest));
    long fitting = Math.max(span * PAGES_PER_WINDOW, SHORTEST_WINDOW.toSeconds());
    return Math.min(longest.toSeconds(), fitting);
  }

  private static long oldest(Answer page) {
    JsonNode objects = StripeApi.objects(page);
    return StripeApi.created(objects.path(objects.size() - 1)).asLong();
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
      Answer before = api.first(new Window(all.from(), middle).of(list), 1);
      if (StripeApi.objects(before).isEmpty()) {
        empty = middle;
      } else {
        full = middle;
      }
    }
    return new Window(empty, all.until());
  }

  private void window(Window window, Reader reader) throws IOException, InterruptedException {
    try {
      pages(window, reader);
    } catch (HttpException refusal) {
      if (!StripeRefusals.isLostCursor(refusal)) {
        throw refusal;
      }
      pages(window, reader); // the object to go on after was deleted: begin again, once
    }
  }

  private void pages(Window window, Reader reader) throws IOException, InterruptedException {
    PageCount count = new PageCount(window);
    api.pages(window.of(list), page -> objects(page, Long.MAX_VALUE, reader), count::allows);
    Window rest = count.rest;
    if (rest != null) {
      Windows.read(
          rest.pieces((rest.length() + PIECES - 1) / PIECES),
          Math.min(parallel, PIECES),
          piece -> window(piece, reader),
          piece -> {});
    }
  }

  /** Ends the reading of a window page by page when it turns out to be too long. One thread. */
  private static final class PageCount {
    private final Window window;
    private int pages;
    private @Nullable Window rest;

    private PageCount(Window window) {
      this.window = window;
    }

    /** The second that was reached may have more objects, so that it is read again. */
    boolean allows(Answer page) {
      pages++;
      if (pages % PAGES_PER_WINDOW == 0 && StripeApi.hasMore(page.body())) {
        long reached = oldest(page) + 1;
        if (reached - window.from() > PIECES && reached < window.until()) {
          rest = new Window(window.from(), reached);
          return false;
        }
      }
      return true;
    }
  }

  private static void objects(Answer page, long before, Reader reader)
      throws IOException, InterruptedException {
    for (JsonNode node : StripeApi.objects(page)) {
      ObjectNode object = StripeApi.object(node, page.request());
      if (StripeApi.created(object).asLong() < before) {
        reader.read(object, page.request());
      }
    }
  }
}
