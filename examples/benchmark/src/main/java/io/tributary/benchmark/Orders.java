package io.tributary.benchmark;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * The records that are measured: orders of 21 fields and about 730 bytes, among them three moments,
 * exact decimals, an object and an array. The same every time.
 */
final class Orders {
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  private static final int RECORDS_PER_STATE = 10_000;
  private static final List<String> CITIES =
      List.of("Zürich", "São Paulo", "Kraków", "Reykjavík", "東京", "New York", "Porto");

  private static final String SCHEMA =
      """
      {"type":"SCHEMA","stream":"orders","key_properties":["id"],"schema":{"type":"object","properties":{
      "id":{"type":"string"},"number":{"type":"integer"},"customer_id":{"type":["null","string"]},
      "email":{"type":["null","string"]},"name":{"type":["null","string"]},"city":{"type":["null","string"]},
      "country":{"type":["null","string"],"maxLength":2},
      "created_at":{"type":"string","format":"date-time"},
      "updated_at":{"type":["null","string"],"format":"date-time"},
      "paid_at":{"type":["null","string"],"format":"date-time"},
      "amount":{"type":["null","number"],"multipleOf":0.01},"tax":{"type":["null","number"],"multipleOf":0.0001},
      "discount":{"type":["null","number"]},"quantity":{"type":["null","integer"],"minimum":0},
      "currency":{"type":["null","string"]},"status":{"type":["null","string"]},
      "is_gift":{"type":["null","boolean"]},"note":{"type":["null","string"]},
      "address":{"type":["null","object"],"properties":{"street":{"type":["null","string"]},
      "zip":{"type":["null","string"]},"geo":{"type":["null","object"],"properties":{
      "lat":{"type":["null","number"]},"lon":{"type":["null","number"]}}}}},
      "items":{"type":["null","array"],"items":{"type":"object","properties":{"sku":{"type":"string"},
      "price":{"type":"integer"}}}},"channel":{"type":["null","string"]}}}}
      """;

  private final JsonFactory json = new JsonFactory();
  private final Random random = new Random(20_260_101);
  private final long count;

  private Orders(long count) {
    this.count = count;
  }

  /**
   * Writes the records as Singer messages, with a STATE every 10,000, and the same records bare.
   *
   * @param messages the file of messages
   * @param bare the file of records, one a line
   */
  static void write(long count, Path messages, Path bare) throws IOException {
    new Orders(count).write(messages, bare);
  }

  private void write(Path messages, Path bare) throws IOException {
    try (OutputStream wrapped = new BufferedOutputStream(Files.newOutputStream(messages), 1 << 20);
        OutputStream plain = new BufferedOutputStream(Files.newOutputStream(bare), 1 << 20)) {
      wrapped.write(SCHEMA.replace("\n", "").getBytes(StandardCharsets.UTF_8));
      wrapped.write('\n');
      for (long i = 1; i <= count; i++) {
        byte[] record = record(i);
        plain.write(record);
        plain.write('\n');
        wrapped.write(ascii("{\"type\":\"RECORD\",\"stream\":\"orders\",\"record\":"));
        wrapped.write(record);
        wrapped.write(ascii(",\"time_extracted\":\"2026-11-01T12:00:00.000000Z\"}\n"));
        if (i % RECORDS_PER_STATE == 0) {
          wrapped.write(
              ascii("{\"type\":\"STATE\",\"value\":{\"bookmarks\":{\"orders\":" + i + "}}}\n"));
        }
      }
    }
  }

  private byte[] record(long i) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream(1024);
    Instant created = START.plusSeconds(i * 17 % 31_536_000L);
    try (JsonGenerator out = json.createGenerator(text, JsonEncoding.UTF8)) {
      out.writeStartObject();
      out.writeStringField("id", "ord_" + Long.toString(i * 2_654_435_761L, 36));
      out.writeNumberField("number", i);
      out.writeStringField("customer_id", "cus_" + Long.toString(random.nextLong() >>> 16, 36));
      out.writeStringField("email", "person" + random.nextInt(500_000) + "@example.com");
      out.writeStringField("name", "Ada \"Countess\" Lovelace " + random.nextInt(100_000));
      out.writeStringField("city", CITIES.get(random.nextInt(CITIES.size())));
      out.writeStringField("country", "XK");
      out.writeStringField("created_at", created.toString());
      out.writeStringField("updated_at", created.plusMillis(random.nextInt(1_000_000)).toString());
      out.writeStringField("paid_at", created.plusSeconds(86_400).toString());
      out.writeNumberField("amount", BigDecimal.valueOf(random.nextInt(10_000_000), 2));
      out.writeNumberField("tax", BigDecimal.valueOf(random.nextInt(1_000_000), 4));
      out.writeNumberField("discount", BigDecimal.valueOf(random.nextInt(1_000), 3));
      out.writeNumberField("quantity", 1 + random.nextInt(12));
      out.writeStringField("currency", "usd");
      out.writeStringField("status", random.nextBoolean() ? "paid" : "open");
      out.writeBooleanField("is_gift", random.nextInt(10) == 0);
      out.writeStringField("note", "Please leave it with the neighbour, third door on the left.");
      writeAddress(out);
      writeItems(out);
      out.writeNullField("channel");
      out.writeEndObject();
    }
    return text.toByteArray();
  }

  private void writeAddress(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("address");
    out.writeStringField("street", random.nextInt(300) + " Harbour Road");
    out.writeStringField("zip", Integer.toString(10_000 + random.nextInt(90_000)));
    out.writeObjectFieldStart("geo");
    out.writeNumberField("lat", BigDecimal.valueOf(random.nextInt(90_000_000), 6));
    out.writeNumberField("lon", BigDecimal.valueOf(random.nextInt(180_000_000), 6));
    out.writeEndObject();
    out.writeEndObject();
  }

  private void writeItems(JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("items");
    for (int item = 0; item < 3; item++) {
      out.writeStartObject();
      out.writeStringField("sku", "sku-" + random.nextInt(10_000));
      out.writeNumberField("price", random.nextInt(5_000));
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
