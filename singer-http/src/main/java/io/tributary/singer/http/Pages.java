package io.tributary.singer.http;

import java.io.IOException;
import java.util.Optional;

/** Reads an answer that comes in pages, each of which says how to ask for the next. */
public final class Pages {
  /** How a vendor's pages follow each other. */
  @FunctionalInterface
  public interface Next {
    /**
     * The request for the page after {@code page}; empty if it is the last.
     *
     * @throws IOException if the page leads to where nobody must follow
     */
    Optional<Request> after(Answer page) throws IOException;
  }

  /** What to do with a page. */
  @FunctionalInterface
  public interface Reader {
    /** Called once for every page, in order, by the thread that reads them. */
    void read(Answer page) throws IOException, InterruptedException;
  }

  private final HttpApi api;
  private final Next next;

  public Pages(HttpApi api, Next next) {
    this.api = api;
    this.next = next;
  }

  /**
   * Reads all pages from {@code first} on. Only one is held at a time.
   *
   * @throws HttpException if a page asks for one that was there before. It is found out after at
   *     most twice the round, with the memory of one request (Brent's method)
   */
  public void read(Request first, Reader reader) throws IOException, InterruptedException {
    Request request = first;
    Request landmark = first;
    int steps = 0;
    int leap = 1;
    while (true) {
      Answer page = api.send(request);
      reader.read(page);
      Optional<Request> following = next.after(page);
      if (following.isEmpty()) {
        return;
      }
      if (following.get().equals(landmark) || following.get().equals(request)) {
        Failure circle = Failure.of(Failure.Kind.CIRCULAR, page, "");
        throw new HttpException(circle, request + " leads back to a page that was read before");
      }
      request = following.get();
      if (++steps == leap) {
        landmark = request;
        steps = 0;
        leap *= 2;
      }
    }
  }
}
