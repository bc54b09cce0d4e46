package io.tributary.tap.stripe.api;

import io.tributary.singer.connector.Windows;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.http.Answer;
import io.tributary.singer.http.HttpException;
import io.tributary.singer.http.Request;
import io.tributary.tap.stripe.api.SharedWindows.Share;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A list that Stripe keeps newest first, read by the time of creation. Thread-safe.
 *
 * <p>What fits one page is read as such. Otherwise the time is cut into windows, small enough that
 * each is a few dozen pages, and they are read side by side, until the end by as many threads as
 * can be kept busy.
 */
public final class DatedList {
  /** How many pages a window should have at most: after so many the state can move on. */
  private static final int PAGES_PER_WINDOW = 50;

  /** How many pages a window should have at least, even if some threads then have none. */
  private static final int WORTH_A_WINDOW = 4;

  private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(10);

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
  public void read(
      Window all, Answer newest, ObjectReader reader, Windows.Finished<Window> finished)
      throws IOException, InterruptedException {
    if (!StripeApi.hasMore(newest.body())) {
      reader.page(newest, new Window(0, all.until()), parallel);
      return;
    }
    Window full = trimmed(all, secondsPerWindow(newest));
    long pages = Math.max(1, full.length() / secondsPerPage(newest));
    List<Window> windows = full.pieces(Math.min(secondsPerWindow(newest), evenly(full, pages)));
    SharedWindows shared = new SharedWindows(windows, finished);
    int threads = (int) Math.min(parallel, Math.max(pages, windows.size()));
    Windows.read(
        Collections.nCopies(threads, shared),
        threads,
        share -> {
          for (Share next = share.take(); next != null; next = share.take()) {
            read(next, reader);
            next.finish();
          }
        },
        share -> {});
  }

  /** How long windows are so that each thread has one, if there are pages enough for all. */
  private long evenly(Window all, long pages) {
    long windows = Math.max(1, Math.min(parallel, pages / WORTH_A_WINDOW));
    return (all.length() + windows - 1) / windows;
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
    long fitting = Math.max(secondsPerPage(newest) * PAGES_PER_WINDOW, SHORTEST_WINDOW.toSeconds());
    return Math.min(longest.toSeconds(), fitting);
  }

  private static long secondsPerPage(Answer newest) {
    return Math.max(1, now(newest).getEpochSecond() - oldest(newest));
  }

  private static long oldest(Answer page) {
    return StripeApi.created(StripeApi.last(page)).asLong();
  }

  /**
   * Without the time before there was anything, if that is long: found by halving, unless there is
   * something just after the date that the user chose to begin with.
   */
  private Window trimmed(Window all, long seconds) throws IOException, InterruptedException {
    boolean isFew = all.length() / seconds <= FEW_WINDOWS;
    boolean isChosen = all.from() > 0;
    if (isFew || (isChosen && !isEmpty(new Window(all.from(), all.from() + seconds)))) {
      return all;
    }
    long empty = all.from();
    long full = all.until();
    while (full - empty > seconds) {
      long middle = empty + (full - empty) / 2;
      if (isEmpty(new Window(all.from(), middle))) {
        empty = middle;
      } else {
        full = middle;
      }
    }
    return new Window(empty, all.until());
  }

  private boolean isEmpty(Window window) throws IOException, InterruptedException {
    return api.first(window.of(list), 1).body().path("data").isEmpty();
  }

  private void read(Share share, ObjectReader reader) throws IOException, InterruptedException {
    try {
      pages(share, reader);
    } catch (HttpException refusal) {
      if (!StripeRefusals.isLostCursor(refusal)) {
        throw refusal;
      }
      share.again();
      pages(share, reader); // the object to go on after was deleted: begin again, once
    }
  }

  private void pages(Share share, ObjectReader reader) throws IOException, InterruptedException {
    Window asked = share.window();
    api.pages(
        asked.of(list),
        page -> reader.page(page, share.reached(reached(page)), parallel),
        (page, next) -> {
          Window own = share.window();
          return share.isOver()
              ? Optional.empty()
              : Optional.of(own.equals(asked) ? next : own.of(next));
        });
  }

  private static long reached(Answer page) {
    return StripeApi.hasMore(page.body()) ? oldest(page) : Share.END;
  }
}
