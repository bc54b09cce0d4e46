package io.tributary.tap.googleads.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import io.tributary.tap.googleads.account.Account;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a record says besides what Google Ads answers: of whose account it is, and by which reading
 * it came. One for each reading.
 */
public final class RowStamp {
  static final String CUSTOMER = "customer_id";
  static final String CURRENCY = "customer_currency_code";
  static final String ZONE = "customer_time_zone";
  static final String SYNCED_AT = "_synced_at";
  static final String SYNCED_FROM = "_synced_from";
  static final String SYNCED_UNTIL = "_synced_until";

  /** What is on every record of a report without being asked for. */
  static final Set<String> KNOWN_FIELDS =
      Set.of("customer.id", "customer.currency_code", "customer.time_zone");

  /** The names of its columns, which no field of Google's can take. */
  static List<String> columns(boolean isReport) {
    return isReport
        ? List.of(
            StreamEntry.ROW_KEY, CUSTOMER, CURRENCY, ZONE, SYNCED_AT, SYNCED_FROM, SYNCED_UNTIL)
        : List.of(StreamEntry.ROW_KEY, CUSTOMER, SYNCED_AT);
  }

  /** The schema of a stream without the columns of its own. */
  static JsonSchema schema(StreamEntry entry) {
    JsonSchema schema =
        entry.isRowKeyed()
            ? JsonSchema.object().property(StreamEntry.ROW_KEY, LogicalType.STRING)
            : JsonSchema.object();
    schema = schema.property(CUSTOMER, LogicalType.INTEGER);
    if (!entry.isReport()) {
      return schema.property(SYNCED_AT, LogicalType.TIMESTAMP);
    }
    return schema
        .property(CURRENCY, LogicalType.STRING)
        .property(ZONE, LogicalType.STRING)
        .property(SYNCED_AT, LogicalType.TIMESTAMP)
        .property(SYNCED_FROM, LogicalType.DATE)
        .property(SYNCED_UNTIL, LogicalType.DATE);
  }

  private final Map<String, JsonNode> values = new LinkedHashMap<>();

  /**
   * The stamp of a reading that is not by days.
   *
   * @param account whose
   * @param at when the reading began
   */
  public RowStamp(Account account, Instant at) {
    values.put(CUSTOMER, LongNode.valueOf(account.id()));
    values.put(SYNCED_AT, TextNode.valueOf(at.toString()));
  }

  /**
   * The stamp of a reading of days.
   *
   * @param at when the reading of the account began; no two begin at once
   * @param from its first day
   * @param until the last day that has been read with this row
   */
  public RowStamp(Account account, Instant at, LocalDate from, LocalDate until) {
    this(account, at);
    values.put(CURRENCY, TextNode.valueOf(account.currency()));
    values.put(ZONE, TextNode.valueOf(account.zone().getId()));
    values.put(SYNCED_FROM, TextNode.valueOf(from.toString()));
    values.put(SYNCED_UNTIL, TextNode.valueOf(until.toString()));
  }

  /** The end of a record's text: each of these columns that is wanted, and the last brace. */
  byte[] text(Set<String> wanted) {
    StringBuilder text = new StringBuilder();
    values.forEach(
        (name, value) -> {
          if (wanted.contains(name)) {
            text.append(",\"").append(name).append("\":").append(RawJson.of(value).text());
          }
        });
    return text.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }
}
