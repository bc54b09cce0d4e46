package io.tributary.singer.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tributary.singer.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Sends a request once, and reads what comes back. Thread-safe. */
final class Exchange {
  private static final int REDIRECTS = 5;
  private static final int ERROR_BYTES = 256 * 1024;
  private static final MediaType JSON = MediaType.get("application/json");

  private final Calls calls;

  /**
   * What every call has.
   *
   * @param client connections and timeouts
   * @param base the API's address
   * @param auth who calls
   * @param headers what every request says
   * @param largest the most bytes an answer may have
   * @param body how a good answer is read
   */
  record Calls(
      OkHttpClient client,
      HttpUrl base,
      Auth auth,
      Map<String, String> headers,
      long largest,
      HttpApi.BodyReader body) {
    Calls over(OkHttpClient another) {
      return new Calls(another, base, auth, headers, largest, body);
    }

    Calls as(Auth another) {
      return new Calls(client, base, another, headers, largest, body);
    }

    Calls saying(Map<String, String> others) {
      return new Calls(client, base, auth, Map.copyOf(others), largest, body);
    }

    Calls upTo(long bytes) {
      return new Calls(client, base, auth, headers, bytes, body);
    }

    Calls reading(HttpApi.BodyReader another) {
      return new Calls(client, base, auth, headers, largest, another);
    }
  }

  Exchange(Calls calls) {
    this.calls = calls;
  }

  Outcome send(Request request) throws InterruptedException {
    HttpUrl url = url(request);
    for (int redirects = 0; ; redirects++) {
      Reply reply = await(calls.client().newCall(call(request, url)), request);
      if (reply.next() == null) {
        return reply.outcome();
      }
      if (!isSameOrigin(reply.next())) {
        return elsewhere(reply, "it points to another host, " + reply.next().host());
      }
      if (redirects == REDIRECTS) {
        return elsewhere(reply, "it points on and on");
      }
      url = reply.next();
    }
  }

  /**
   * What came back from one address.
   *
   * @param next where it points on to; null if it does not
   */
  private record Reply(Outcome outcome, @Nullable HttpUrl next) {}

  /**
   * Reads the whole answer on another thread: waiting for that can be interrupted, waiting for a
   * socket cannot.
   */
  private Reply await(Call call, Request request) throws InterruptedException {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    call.enqueue(
        new Callback() {
          @Override
          public void onResponse(Call answered, Response response) {
            try (response) {
              HttpUrl next = request.method().equals("GET") ? location(response) : null;
              reply.complete(new Reply(read(request, response), next));
            } catch (RuntimeException | Error e) {
              reply.completeExceptionally(e);
            }
          }

          @Override
          public void onFailure(Call failed, IOException e) {
            reply.complete(new Reply(broken(Failure.Kind.UNREACHABLE, none(request), e), null));
          }
        });
    try {
      return reply.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("reading the answer to " + request, e.getCause());
    } catch (InterruptedException e) {
      call.cancel();
      throw e;
    }
  }

  private HttpUrl url(Request request) {
    HttpUrl.Builder url = calls.base().newBuilder();
    url.addEncodedPathSegments(request.path().substring(1));
    if (!request.isForm()) {
      for (Request.Pair parameter : request.parameters()) {
        url.addQueryParameter(parameter.name(), parameter.value());
      }
    }
    return url.build();
  }

  private okhttp3.Request call(Request request, HttpUrl url) {
    okhttp3.Request.Builder call = new okhttp3.Request.Builder().url(url);
    calls.headers().forEach(call::header);
    request.headers().forEach(header -> call.header(header.name(), header.value()));
    if (!calls.auth().value().isEmpty()) {
      call.header(calls.auth().header(), calls.auth().value());
    }
    return call.method(request.method(), body(request)).build();
  }

  private static @Nullable RequestBody body(Request request) {
    if (request.isForm()) {
      FormBody.Builder form = new FormBody.Builder();
      request.parameters().forEach(pair -> form.add(pair.name(), pair.value()));
      return form.build();
    }
    return request.body().map(json -> RequestBody.create(json.toString(), JSON)).orElse(null);
  }

  private static @Nullable HttpUrl location(Response response) {
    String location = response.header("Location");
    return response.isRedirect() && location != null
        ? response.request().url().resolve(location)
        : null;
  }

  private boolean isSameOrigin(HttpUrl url) {
    HttpUrl base = calls.base();
    return url.scheme().equals(base.scheme())
        && url.host().equals(base.host())
        && url.port() == base.port();
  }

  private static Failure elsewhere(Reply reply, String detail) {
    Answer answer =
        reply.outcome() instanceof Failure failure ? failure.answer() : (Answer) reply.outcome();
    return Failure.of(Failure.Kind.MISDIRECTED, answer, detail + ", which is not followed");
  }

  private Outcome read(Request request, Response response) {
    Headers headers = headers(response);
    boolean good = response.isSuccessful();
    long largest = good ? calls.largest() : ERROR_BYTES;
    try (InputStream in = new BoundedStream(response.body().byteStream(), largest)) {
      JsonNode body = good ? calls.body().read(in) : Json.MAPPER.readTree(in);
      Answer answer = new Answer(request, response.code(), headers, body);
      return good ? answer : Failure.of(Failure.Kind.REFUSED, answer, "");
    } catch (IOException e) {
      Answer answer = new Answer(request, response.code(), headers, MissingNode.getInstance());
      return good ? unreadable(answer, e) : Failure.of(Failure.Kind.REFUSED, answer, "");
    }
  }

  private static Failure unreadable(Answer answer, IOException e) {
    Failure.Kind kind =
        e instanceof BoundedStream.TooLong ? Failure.Kind.TOO_LARGE : Failure.Kind.BROKEN;
    return broken(kind, answer, e);
  }

  private static Headers headers(Response response) {
    Map<String, String> headers = new TreeMap<>();
    response.headers().forEach(pair -> headers.put(pair.getFirst(), pair.getSecond()));
    return new Headers(headers);
  }

  private static Answer none(Request request) {
    JsonNode nothing = MissingNode.getInstance();
    return new Answer(request, 0, Headers.NONE, nothing);
  }

  private static Failure broken(Failure.Kind kind, Answer answer, IOException e) {
    return new Failure(kind, answer, reason(e), e);
  }

  /** Says what broke, without a word of what was read. */
  private static String reason(IOException e) {
    if (e instanceof JsonProcessingException json) {
      return "not whole JSON at byte " + json.getLocation().getByteOffset();
    }
    if (e instanceof SocketTimeoutException || e instanceof InterruptedIOException) {
      return "timed out";
    }
    if (e instanceof UnknownHostException) {
      return "the host's name is not known";
    }
    if (e instanceof SSLException) {
      return "no trusted TLS connection: " + e.getMessage();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
