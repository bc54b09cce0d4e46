package io.tributary.tap.stripe.api;

import io.tributary.singer.connector.Windows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The windows of a list that several threads share, so that all have something to read until the
 * end: one that finds no window left takes the older half of what another one has still before it.
 * Thread-safe.
 *
 * <p>A window is read newest first, page after page. How much is left of it is guessed from the
 * time that its pages covered so far.
 */
final class SharedWindows {
  /** Fewer pages than these are left to the thread that reads them: half of them saves no time. */
  private static final int WORTH_HALVING = 4;

  private final Windows.Finished<Window> finished;
  private final Object order = new Object();
  private final List<Share> open = new ArrayList<>();

  /**
   * @param windows oldest first, one beginning where the other ends
   * @param finished told how far all is read without a gap, oldest first
   */
  SharedWindows(List<Window> windows, Windows.Finished<Window> finished) {
    this.finished = finished;
    windows.forEach(window -> open.add(new Share(window)));
  }

  /** The next thing to read, which may be long in coming; null when everything is read. */
  synchronized @Nullable Share take() throws InterruptedException {
    Share next = tryTake();
    while (next == null && !open.stream().allMatch(share -> share.isRead)) {
      wait();
      next = tryTake();
    }
    return next;
  }

  /** The next thing to read, if there is one at the moment. */
  synchronized @Nullable Share tryTake() {
    Share next = waiting();
    if (next == null) {
      next = halved();
    }
    if (next != null) {
      next.isTaken = true;
    }
    return next;
  }

  private @Nullable Share waiting() {
    for (Share share : open) {
      if (!share.isTaken) {
        return share;
      }
    }
    return null;
  }

  private @Nullable Share halved() {
    Share longest = null;
    for (Share share : open) {
      if (longest == null || share.pagesLeft() > longest.pagesLeft()) {
        longest = share;
      }
    }
    if (longest == null || longest.pagesLeft() < WORTH_HALVING) {
      return null;
    }
    long middle = longest.from + (longest.reached - longest.from) / 2;
    Share older = new Share(new Window(longest.from, middle));
    longest.from = middle;
    open.add(open.indexOf(longest), older);
    return older;
  }

  /** Takes away what is read without a gap; the last of it, or null if there is nothing new. */
  private synchronized @Nullable Window prefix() {
    Window last = null;
    while (!open.isEmpty() && open.get(0).isRead) {
      last = open.remove(0).window();
    }
    return last;
  }

  /** A span of time that one thread reads. Used by that thread. */
  final class Share {
    static final long END = Long.MIN_VALUE;

    private final long until;
    private long from;
    private long reached;
    private long oldest;
    private int pages;
    private boolean isTaken;
    private boolean isRead;

    private Share(Window window) {
      this.from = window.from();
      this.until = window.until();
      this.reached = until;
    }

    /** What there is to read; its beginning may move while it is read. */
    Window window() {
      synchronized (SharedWindows.this) {
        return new Window(from, until);
      }
    }

    /**
     * Notes that a page has come.
     *
     * @param oldest when the last object on it was created; {@link #END} if it is the last page
     * @return what is still this share's, of this page as well
     */
    Window reached(long oldest) {
      synchronized (SharedWindows.this) {
        pages++;
        this.oldest = oldest;
        reached = Math.max(from, Math.min(reached, oldest));
        SharedWindows.this.notifyAll();
        return new Window(from, until);
      }
    }

    /** Whether what follows the last page is not this share's, if there is anything. */
    boolean isOver() {
      synchronized (SharedWindows.this) {
        return oldest < from;
      }
    }

    /** Begins from the newest once more. */
    void again() {
      synchronized (SharedWindows.this) {
        reached = until;
        pages = 0;
      }
    }

    /** Everything of it was read. */
    void finish() throws IOException, InterruptedException {
      synchronized (SharedWindows.this) {
        isRead = true;
        SharedWindows.this.notifyAll();
      }
      synchronized (order) {
        Window last = prefix();
        if (last != null) {
          finished.upTo(last);
        }
      }
    }

    /** None are guessed before the first has come: a span of time may as well be empty. */
    private double pagesLeft() {
      return isRead || pages == 0 || reached >= until
          ? 0
          : (double) (reached - from) * pages / (until - reached);
    }
  }
}
