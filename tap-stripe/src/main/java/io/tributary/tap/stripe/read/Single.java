package io.tributary.tap.stripe.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.http.Answer;
import io.tributary.singer.http.Request;
import io.tributary.tap.stripe.api.DatedList;
import io.tributary.tap.stripe.api.StripeApi;
import io.tributary.tap.stripe.record.RecordShape;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the one object that an account has of its kind. */
public final class Single implements RecordSource {
  private final StripeApi api;
  private final String path;
  private final RecordShape shape;
  private final Records records;

  /** The records that an answer makes. */
  @FunctionalInterface
  public interface Records {
    public List<ObjectNode> of(ObjectNode object, Answer answer);
  }

  public Single(StripeApi api, String path, RecordShape shape, Records records) {
    this.api = api;
    this.path = path;
    this.shape = shape;
    this.records = records;
  }

  @Override
  public void read(ReadRequest request, RecordOutput out) throws IOException, InterruptedException {
    Answer answer = api.send(Request.get(path));
    for (ObjectNode record : records.of(StripeApi.object(answer), answer)) {
      out.record(shape.shape(record));
    }
  }

  /** The object itself. */
  public static Records itself() {
    return (object, answer) -> List.of(object);
  }

  /** The object, which has no id of its own, with the account that it is of. */
  public static Records of(String account) {
    return (object, answer) -> List.of(object.put("account", account));
  }

  /** Of a balance, each kind of money in each currency, at the time of the answer. */
  public static List<ObjectNode> balances(ObjectNode balance, Answer answer) {
    Instant now = DatedList.now(answer);
    List<ObjectNode> records = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : balance.properties()) {
      JsonNode kind = entry.getValue();
      if (kind.isArray()) {
        add(entry.getKey(), kind, balance, now, records);
      } else {
        kind.properties()
            .forEach(
                inner ->
                    add(
                        entry.getKey() + "." + inner.getKey(),
                        inner.getValue(),
                        balance,
                        now,
                        records));
      }
    }
    return records;
  }

  private static void add(
      String type, JsonNode funds, ObjectNode balance, Instant now, List<ObjectNode> records) {
    for (JsonNode fund : funds) {
      if (fund.has("amount") && fund.has("currency")) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("snapshot_at", now.toString()).put("type", type);
        record.set("currency", fund.get("currency"));
        record.set("amount", fund.get("amount"));
        if (fund.has("source_types")) {
          record.set("source_types", fund.get("source_types"));
        }
        record.put("livemode", balance.path("livemode").asBoolean());
        records.add(record);
      }
    }
  }
}
