package io.tributary.tap.googleads.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the key of a report's rows: a digest of the resource and of every segment. What else a row
 * says, such as a name, is no part of it, so that a row that is read again replaces itself. Not
 * thread-safe.
 */
final class RowKey {
  private static final byte[] NULL = {0};
  private static final byte[] END = {1};

  private final Parts parts;
  private final MessageDigest digest;

  /** What a key is made of: the fields, and where their values are. */
  static final class Parts {
    private final byte[][] names;
    private final int[] slots;

    Parts(List<String> fields, Map<String, Integer> places) {
      this.names = new byte[fields.size()][];
      this.slots = new int[fields.size()];
      for (int i = 0; i < slots.length; i++) {
        names[i] = (fields.get(i) + "=").getBytes(StandardCharsets.UTF_8);
        slots[i] = Objects.requireNonNull(places.get(fields.get(i)), fields.get(i));
      }
    }
  }

  RowKey(Parts parts) {
    this.parts = parts;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The key of a row with these values. */
  String of(@Nullable JsonNode[] values) {
    for (int i = 0; i < parts.slots.length; i++) {
      digest.update(parts.names[i]);
      JsonNode value = values[parts.slots[i]];
      digest.update(value == null || value.isNull() ? NULL : text(value));
      digest.update(END);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static byte[] text(JsonNode value) {
    String text = value.isValueNode() ? value.asText() : value.toString();
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
