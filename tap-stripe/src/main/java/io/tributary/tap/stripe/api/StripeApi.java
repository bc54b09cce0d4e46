package io.tributary.tap.stripe.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.http.Answer;
import io.tributary.singer.http.HttpApi;
import io.tributary.singer.http.Pages;
import io.tributary.singer.http.Request;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Pattern;

/** Stripe's API as its lists need it. Thread-safe. */
public final class StripeApi {
  /** Where Stripe keeps files. */
  public static final String FILES = "https://files.stripe.com";

  private static final String CURSOR = "starting_after";
  private static final String LIMIT = "limit";
  private static final String NEXT_PAGE = "next_page_url";

  /** The lists that Stripe answers whole: it refuses to be told of pages. */
  private static final Pattern WHOLE =
      Pattern.compile("/v1/(?:accounts/[^/]+/capabilities|reporting/report_types)");

  private static final String ACCOUNT = "Stripe-Account";
  private static final int PIECE = 64 * 1024;

  private final HttpApi http;
  private final HttpApi lists;
  private final HttpApi files;
  private final int pageSize;

  public StripeApi(HttpApi http, int pageSize) {
    this(http, http, pageSize);
  }

  /**
   * @param files the same API where Stripe keeps files
   */
  public StripeApi(HttpApi http, HttpApi files, int pageSize) {
    this.http = http;
    this.lists = http.reading(ListBody::read);
    this.files = files;
    this.pageSize = pageSize;
  }

  public Answer send(Request request) throws IOException, InterruptedException {
    return http.send(request);
  }

  public int pageSize() {
    return pageSize;
  }

  /** The first objects of a list; no more than {@code most} or a page. */
  public Answer first(Request list, long most) throws IOException, InterruptedException {
    return lists.send(limited(list, Math.min(most, pageSize)));
  }

  /** The same API, whose requests go before those that wait. */
  public StripeApi goingFirst() {
    return new StripeApi(http.goingFirst(), files, pageSize);
  }

  /** The same API, asked on behalf of a connected account. */
  public StripeApi actingFor(String account) {
    return new StripeApi(
        http.withHeader(ACCOUNT, account), files.withHeader(ACCOUNT, account), pageSize);
  }

  /**
   * The file that an answer names by its address, which must be of this API.
   *
   * @throws HttpException if it is not: the key must not go anywhere else
   */
  public ScratchFile download(Answer named, String address)
      throws IOException, InterruptedException {
    ScratchFile[] file = {ScratchFile.open()};
    HttpApi from = address.startsWith(FILES + "/") ? files : http;
    Answer ignored =
        from.reading(
                in -> {
                  ScratchFile whole = ScratchFile.open();
                  for (byte[] piece = in.readNBytes(PIECE);
                      piece.length > 0;
                      piece = in.readNBytes(PIECE)) {
                    whole.add(piece);
                  }
                  file[0].close();
                  file[0] = whole;
                  return MissingNode.getInstance();
                })
            .withLargestAnswer(Long.MAX_VALUE)
            .send(from.linked(named, address).countedAs("GET /v1/files/{id}/contents"));
    return file[0];
  }

  /** Reads a whole list, page by page. */
  public void pages(Request list, Pages.Reader reader) throws IOException, InterruptedException {
    pages(list, reader, (page, next) -> Optional.of(next));
  }

  /** How a list goes on after a page. */
  @FunctionalInterface
  interface Onward {
    /** What to ask instead of {@code next}, by which the list would go on; empty if nothing. */
    Optional<Request> after(Answer page, Request next);
  }

  /** Reads a list page by page for as long as {@code onward} lets it. */
  void pages(Request list, Pages.Reader reader, Onward onward)
      throws IOException, InterruptedException {
    new Pages(lists, page -> next(page).flatMap(next -> onward.after(page, next)))
        .read(limited(list, pageSize), reader);
  }

  private static Request limited(Request list, long most) {
    return WHOLE.matcher(list.path()).matches() ? list : list.with(LIMIT, Long.toString(most));
  }

  /** The objects on a page, each made into a tree when its turn comes, and every time anew. */
  public static Iterable<ObjectNode> objects(Answer page) {
    JsonNode data = page.body().path("data");
    return () -> {
      Iterator<JsonNode> each = data.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return each.hasNext();
        }

        @Override
        public ObjectNode next() {
          return object(tree(each.next(), page.request()), page.request());
        }
      };
    };
  }

  /** The last object on a page; a missing one if there is none. */
  static JsonNode last(Answer page) {
    JsonNode data = page.body().path("data");
    return tree(data.path(data.size() - 1), page.request());
  }

  private static JsonNode tree(JsonNode object, Request request) {
    try {
      return ListBody.tree(object);
    } catch (IOException e) {
      throw new SingerException.Source(request + " answered an object that is not JSON", e);
    }
  }

  /** The request for what follows a list's first objects, {@code shown}, in {@code whole}. */
  public static Request after(JsonNode shown, Request asked, Request whole) {
    JsonNode data = shown.path("data");
    return whole.with(CURSOR, id(data.path(data.size() - 1), asked));
  }

  /** Whether there is more than this page. An empty page that says so is not believed. */
  public static boolean hasMore(JsonNode list) {
    return list.path("has_more").asBoolean() && !list.path("data").isEmpty();
  }

  /** The id of the object after which a list goes on. */
  private static String id(JsonNode last, Request request) {
    JsonNode id = last.path("id");
    if (!id.isTextual()) {
      throw new SingerException.Source(
          request + " answered a page that cannot be followed: its last object has no id");
    }
    return id.textValue();
  }

  /** When an object was created, in whatever form it says so. */
  public static JsonNode created(JsonNode object) {
    JsonNode created = object.path("created");
    return created.isMissingNode() ? object.path("date") : created;
  }

  /** The one object that was asked for. */
  public static ObjectNode object(Answer answer) {
    return object(answer.body(), answer.request());
  }

  public static ObjectNode object(JsonNode node, Request request) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new SingerException.Source(request + " answered something that is not an object");
  }

  /** The first API says whether there is more, the second where. */
  private Optional<Request> next(Answer page) throws IOException {
    JsonNode there = page.body().path(NEXT_PAGE);
    if (there.isTextual()) {
      return Optional.of(http.linked(page, there.textValue()));
    }
    return hasMore(page.body())
        ? Optional.of(page.request().with(CURSOR, id(last(page), page.request())))
        : Optional.empty();
  }
}
