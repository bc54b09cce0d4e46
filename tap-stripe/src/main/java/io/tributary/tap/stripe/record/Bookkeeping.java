package io.tributary.tap.stripe.record;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import java.util.LinkedHashMap;
import java.util.Map;

/** The columns that say of a record what Stripe's object does not. */
public final class Bookkeeping {
  /** When it changed last, as far as events tell; otherwise when it was created. */
  public static final String UPDATED = "updated";

  /** The type of the event that told of the change. */
  public static final String UPDATED_BY = "updated_by_event_type";

  /** Whether it is gone. */
  public static final String IS_DELETED = "is_deleted";

  /** When it went, if it did. */
  public static final String DELETED_AT = "deleted_at";

  /** The connected account that it is of. */
  public static final String ACCOUNT = "connected_account_id";

  private static final Map<String, LogicalType> OF_CHANGES = new LinkedHashMap<>();

  static {
    OF_CHANGES.put(UPDATED, LogicalType.TIMESTAMP);
    OF_CHANGES.put(UPDATED_BY, LogicalType.STRING);
    OF_CHANGES.put(IS_DELETED, LogicalType.BOOLEAN);
    OF_CHANGES.put(DELETED_AT, LogicalType.TIMESTAMP);
  }

  private Bookkeeping() {}

  /** A schema with the columns that tell of changes. */
  public static JsonSchema ofChanges(JsonSchema schema) {
    JsonSchema all = schema;
    for (Map.Entry<String, LogicalType> column : OF_CHANGES.entrySet()) {
      if (!has(all, column.getKey())) {
        all = all.property(column.getKey(), column.getValue());
      }
    }
    return all;
  }

  /**
   * A schema with the column that tells of the account.
   *
   * @param always whether it is part of the key
   */
  public static JsonSchema ofAccounts(JsonSchema schema, boolean always) {
    ObjectNode definition = JsonNodeFactory.instance.objectNode();
    ArrayNode types = definition.putArray("type");
    if (!always) {
      types.add("null");
    }
    types.add("string");
    return schema.property(ACCOUNT, definition);
  }

  private static boolean has(JsonSchema schema, String column) {
    return schema.toJson().path("properties").has(column);
  }
}
