package io.tributary.sandbox.google;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.sandbox.ads.Account;
import io.tributary.sandbox.chance.Draw;
import io.tributary.sandbox.field.FieldCatalog;
import io.tributary.sandbox.gaql.Query;
import io.tributary.sandbox.google.GoogleApi.Call;
import io.tributary.sandbox.http.Answer;
import io.tributary.sandbox.http.Answer.Body;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.option.AdsOptions.Rule;
import io.tributary.sandbox.report.Inquiry;
import io.tributary.sandbox.report.Inquiry.Rules;
import io.tributary.sandbox.report.Readers;
import io.tributary.sandbox.report.Row;
import io.tributary.sandbox.report.RowJson;
import io.tributary.sandbox.report.Rows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers queries, whole or page after page. */
final class Searches {
  private static final int PAGE = 10_000;

  private final FieldCatalog catalog;
  private final Readers readers;
  private final Turns turns;

  Searches(FieldCatalog catalog, Readers readers, Turns turns) {
    this.catalog = catalog;
    this.readers = readers;
    this.turns = turns;
  }

  /** The answer of {@code searchStream}. */
  Answer stream(Call call, Account account, Operations operations, Map<String, String> headers) {
    operations.count(account.id(), call.world().now());
    Query query = query(call.body());
    Optional<Rule> turn = failing(account, query);
    Rules rules = new Rules(catalog, readers, call.version());
    Inquiry inquiry = rules.check(query, account, call.world().now());
    Body body =
        Body.made(
            () ->
                new ChunkStream(
                    Rows.of(call.world(), account, inquiry, rules),
                    new RowJson(inquiry, rules),
                    call.requestId(),
                    written -> interruption(turn, written, call)));
    return new Answer(200, body, headers, Optional.empty());
  }

  private static @Nullable JsonNode interruption(Optional<Rule> turn, long written, Call call) {
    return turn.isPresent() && turn.get().afterRows().orElse(-1) == written
        ? Turns.failure(turn.get().fault()).body(call.version(), call.requestId())
        : null;
  }

  /** A page of {@code search}; only the first of a query is an operation. */
  Answer page(Call call, Account account, Operations operations, Map<String, String> headers) {
    JsonNode body = call.body();
    String token = body.path("pageToken").asText("");
    if (body.has("pageSize")) {
      throw Failure.request(
          "requestError",
          "PAGE_SIZE_NOT_SUPPORTED",
          "Setting the page size is not supported. Search responses have a fixed page size of"
              + " 10000 rows.");
    }
    if (token.isEmpty()) {
      operations.count(account.id(), call.world().now());
    }
    Query query = query(body);
    failing(account, query);
    Rules rules = new Rules(catalog, readers, call.version());
    Inquiry inquiry = rules.check(query, account, call.world().now());
    if (body.path("validateOnly").asBoolean()) {
      return Answer.of(200, Json.bytes(Json.object()), headers, Optional.empty());
    }
    PageToken place =
        token.isEmpty()
            ? new PageToken(0, fingerprint(body, account), call.world().now())
            : PageToken.parse(token, fingerprint(body, account), call.world().now());
    Iterator<Row> rows = Rows.of(call.world(), account, inquiry, rules);
    for (long i = 0; i < place.offset() && rows.hasNext(); i++) {
      rows.next();
    }
    byte[] page = page(rows, new RowJson(inquiry, rules), place);
    return Answer.of(200, page, headers, Optional.empty());
  }

  private static byte[] page(Iterator<Row> rows, RowJson json, PageToken place) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = Json.generator(bytes)) {
      out.writeStartObject();
      if (rows.hasNext()) {
        out.writeArrayFieldStart("results");
        for (int i = 0; i < PAGE && rows.hasNext(); i++) {
          json.write(rows.next(), out);
        }
        out.writeEndArray();
      }
      if (rows.hasNext()) {
        out.writeStringField("nextPageToken", place.plus(PAGE).text());
      }
      out.writeStringField("fieldMask", json.fieldMask());
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Query query(JsonNode body) {
    String text = body.path("query").asText("");
    if (text.isBlank()) {
      throw Failure.request(
          "requestError", "REQUIRED_FIELD_MISSING", "Required field is missing: query.");
    }
    return Query.parse(text);
  }

  /** Lets a query fail if it is its turn; one that fails after some rows is given back. */
  private Optional<Rule> failing(Account account, Query query) {
    Optional<Rule> turn = turns.of(account.id(), query.from());
    if (turn.isPresent() && turn.get().afterRows().isEmpty()) {
      throw Turns.failure(turn.get().fault());
    }
    return turn;
  }

  private static long fingerprint(JsonNode body, Account account) {
    return new Draw(account.id()).at(body.path("query").asText()).bits() >>> 1;
  }
}
