package io.tributary.docs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.json.RawJson;
import io.tributary.tap.googleads.TapGoogleAds;
import io.tributary.tap.googleads.report.StreamEntry;
import io.tributary.tap.googleads.report.StreamTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The streams of tap-google-ads, as the table of its reference page. */
final class GoogleAdsStreams {
  private GoogleAdsStreams() {}

  static String page(TapGoogleAds tap) {
    Map<String, StreamEntry> entries = new HashMap<>();
    StreamTable.read().forEach(entry -> entries.put(entry.name(), entry));
    StringBuilder text = new StringBuilder(16_384);
    text.append("\n## Streams\n\n")
        .append("A stream in bold is read when nobody chooses. The columns of a report are of the ")
        .append("resource, of the segments that its rows are split by, and figures; ")
        .append("`streams` adds others of those that Google Ads has.\n\n")
        .append("| stream | read from | of | keys | read | split by | columns |\n")
        .append("| --- | --- | --- | --- | --- | --- | --- |\n");
    String settings =
        "{\"start_date\": \"2026-01-01\", \"access_token\": \"docs\", \"live_fields\": false}";
    ObjectNode json = (ObjectNode) RawJson.of(settings).tree();
    for (TapStream stream : tap.streams(ConfigReader.read(json, tap.configType()))) {
      text.append(row(stream, Objects.requireNonNull(entries.get(stream.name()), stream.name())));
    }
    return text.toString();
  }

  private static String row(TapStream stream, StreamEntry entry) {
    String name = "`" + stream.name() + "`";
    return "| %s | `%s` | %s | `%s` | %s | %s | %d |\n"
        .formatted(
            stream.traits().selectedByDefault() ? "**" + name + "**" : name,
            entry.query().from(),
            accounts(entry),
            String.join("`, `", stream.keys()),
            how(entry),
            segments(entry),
            stream.fieldNames().size());
  }

  private static String accounts(StreamEntry entry) {
    return switch (entry.scope()) {
      case ACCOUNTS -> "accounts";
      case MANAGERS -> "managers";
      case ALL -> "accounts and managers";
      case ONCE -> "one account";
    };
  }

  private static String how(StreamEntry entry) {
    return switch (entry.kind()) {
      case ENTITY, QUERY -> "in full";
      case REPORT -> "by days";
      case DAILY -> "by single days, the newest 90";
      case CHANGES -> "by the time of the change";
    };
  }

  private static String segments(StreamEntry entry) {
    List<String> segments =
        entry.query().select().stream()
            .filter(field -> field.startsWith("segments."))
            .map(field -> "`" + field.substring("segments.".length()) + "`")
            .toList();
    return String.join(", ", segments);
  }
}
