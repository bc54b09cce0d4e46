package io.tributary.sandbox.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.ads.AdIds;
import io.tributary.sandbox.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes, one by one as events or as the state of each thing that was changed. */
final class ChangeFields {
  private static final String TIME = "change_event.change_date_time";
  private static final String LAST = "change_status.last_change_date_time";

  private ChangeFields() {}

  /** The field that says when something was changed, if the rows of a resource are changes. */
  static @Nullable String time(String resource) {
    return switch (resource) {
      case "change_event" -> TIME;
      case "change_status" -> LAST;
      default -> null;
    };
  }

  static void addTo(Map<String, Reader> readers) {
    readers.put(TIME, of((row, change) -> change.time(row.account())));
    readers.put(
        "change_event.resource_name",
        of(
            (row, change) ->
                row.account()
                    .path("changeEvents/" + change.micros() + "~0~" + place(row, change))));
    readers.put("change_event.change_resource_type", of((row, change) -> change.kind().name()));
    readers.put(
        "change_event.change_resource_name", of((row, change) -> change.thing(row.account())));
    readers.put("change_event.resource_change_operation", of((row, change) -> change.operation()));
    readers.put("change_event.changed_fields", of((row, change) -> fields(change)));
    readers.put("change_event.client_type", of((row, change) -> "GOOGLE_ADS_WEB_CLIENT"));
    readers.put("change_event.user_email", of((row, change) -> "herald@example.com"));
    readers.put("change_event.campaign", of(ChangeFields::campaign));
    readers.put("change_event.ad_group", of(ChangeFields::group));
    readers.put(
        "change_event.old_resource", of((row, change) -> resource(change, change.before())));
    readers.put("change_event.new_resource", of((row, change) -> resource(change, change.after())));
    readers.put(LAST, of((row, change) -> change.time(row.account())));
    readers.put(
        "change_status.resource_name",
        of((row, change) -> row.account().path("changeStatus/" + place(row, change))));
    readers.put("change_status.resource_type", of((row, change) -> change.kind().name()));
    readers.put("change_status.resource_status", of((row, change) -> status(change)));
    readers.put("change_status.campaign", of(ChangeFields::campaign));
    readers.put("change_status.ad_group", of(ChangeFields::group));
    readers.put(
        "change_status.campaign_budget",
        of(
            (row, change) ->
                change.kind() == Change.Kind.CAMPAIGN_BUDGET ? change.thing(row.account()) : null));
  }

  @FunctionalInterface
  private interface OfChange {
    @Nullable Object of(Row row, Change change);
  }

  private static Reader of(OfChange read) {
    return row -> {
      Change change = row.detail(Change.class);
      return change == null ? null : read.of(row, change);
    };
  }

  private static String place(Row row, Change change) {
    String thing = change.thing(row.account());
    return thing.substring(thing.lastIndexOf('/') + 1);
  }

  private static @Nullable Object campaign(Row row, Change change) {
    return change.kind() == Change.Kind.CAMPAIGN_BUDGET
        ? null
        : AdIds.campaignName(row.account(), row.key());
  }

  private static @Nullable Object group(Row row, Change change) {
    return change.kind() == Change.Kind.AD_GROUP ? change.thing(row.account()) : null;
  }

  private static String fields(Change change) {
    return change.field() == null ? "resourceName,name" : change.field();
  }

  private static String status(Change change) {
    return switch (change.operation()) {
      case "CREATE" -> "ADDED";
      case "REMOVE" -> "REMOVED";
      default -> "CHANGED";
    };
  }

  private static @Nullable ObjectNode resource(Change change, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    ObjectNode resource = Json.object();
    resource
        .putObject(change.kind().word())
        .put(change.field() == null ? "name" : change.field(), value.toString());
    return resource;
  }
}
