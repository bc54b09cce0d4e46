package io.tributary.singer.benchmark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * The input of every benchmark: records of about 730 bytes and 21 fields, three of them times, with
 * decimals, a nested object and an array, as Singer messages. The same in every run.
 */
final class SampleRecords {
  static final String SCHEMA =
      """
      {"type":"SCHEMA","stream":"payments","key_properties":["id"],"schema":{"type":"object",\
      "properties":{"id":{"type":"string"},"number":{"type":"integer"},\
      "created":{"type":"string","format":"date-time"},\
      "updated":{"type":["null","string"],"format":"date-time"},\
      "captured":{"type":["null","string"],"format":"date-time"},\
      "amount":{"type":"number","multipleOf":0.01},"fee":{"type":["null","number"]},\
      "currency":{"type":"string","maxLength":3},"status":{"type":"string",\
      "enum":["succeeded","pending","failed"]},"paid":{"type":"boolean"},\
      "refunded":{"type":["null","boolean"]},"customer":{"type":["null","string"]},\
      "email":{"type":["null","string"],"format":"email"},"description":{"type":["null","string"]},\
      "invoice":{"type":["null","string"]},"country":{"type":["null","string"]},\
      "attempts":{"type":"integer","minimum":0},"risk":{"type":["null","integer"]},\
      "receipt_url":{"type":["null","string"]},"address":{"type":["null","object"],"properties":\
      {"line1":{"type":["null","string"]},"city":{"type":["null","string"]},\
      "postal_code":{"type":["null","string"]},"position":{"type":["null","array"],\
      "items":{"type":"number"}}}},"tags":{"type":["null","array"],"items":{"type":"string"}}}}}
      """;

  private static final String[] STATUS = {"succeeded", "pending", "failed"};
  private static final String[] CITIES = {"Bree", "Dale", "Esgaroth", "Minas Tirith", "Tharbad"};
  private static final long START = Instant.parse("2025-01-01T00:00:00Z").getEpochSecond();

  private SampleRecords() {}

  /** Writes a file with the SCHEMA and so many RECORD messages. */
  static void write(Path file, int records) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      out.write(SCHEMA.getBytes(StandardCharsets.UTF_8));
      SplittableRandom random = new SplittableRandom(7);
      StringBuilder line = new StringBuilder(1024);
      for (int i = 0; i < records; i++) {
        line.setLength(0);
        line.append("{\"type\":\"RECORD\",\"stream\":\"payments\",\"record\":");
        record(line, i, random);
        line.append(",\"time_extracted\":\"2026-01-02T03:04:05.678901Z\"}\n");
        out.write(line.toString().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static void record(StringBuilder line, int i, SplittableRandom random) {
    String created = Instant.ofEpochSecond(START + i * 17L).toString();
    String customer = Long.toHexString(random.nextLong());
    int cents = random.nextInt(5_000_000);
    line.append("{\"id\":\"ch_").append(Long.toHexString(random.nextLong())).append(i);
    line.append("\",\"number\":").append(1_000_000_000L + i);
    line.append(",\"created\":\"").append(created);
    line.append("\",\"updated\":\"").append(created);
    line.append("\",\"captured\":");
    line.append(i % 3 == 0 ? "null" : "\"" + created + "\"");
    line.append(",\"amount\":").append(cents / 100).append('.').append(cents / 10 % 10);
    line.append(",\"fee\":").append(cents / 3000).append('.').append(10 + i % 89).append(i % 9 + 1);
    line.append(",\"currency\":\"eur\",\"status\":\"").append(STATUS[i % 3]);
    line.append("\",\"paid\":").append(i % 3 == 0).append(",\"refunded\":null");
    line.append(",\"customer\":\"cus_").append(customer);
    line.append("\",\"email\":\"").append(customer).append("@example.org");
    line.append("\",\"description\":\"Dues for the keeping of roads and bridges, part ");
    line.append(i % 12).append(" of 12");
    line.append("\",\"invoice\":\"in_").append(Long.toHexString(random.nextLong()));
    line.append("\",\"country\":\"GB\",\"attempts\":").append(1 + i % 4);
    line.append(",\"risk\":").append(random.nextInt(100));
    line.append(",\"receipt_url\":\"https://example.org/r/").append(customer);
    line.append("/").append(i).append("\",\"address\":{\"line1\":\"").append(1 + i % 200);
    line.append(" Market Street\",\"city\":\"").append(CITIES[i % CITIES.length]);
    line.append("\",\"postal_code\":\"").append(10_000 + i % 89_999);
    line.append("\",\"position\":[").append(random.nextInt(90)).append('.').append(i % 1000);
    line.append(",").append(random.nextInt(180)).append('.').append(i % 1000);
    line.append("]},\"tags\":[\"dues\",\"monthly\",\"kingdom-").append(i % 7).append("\"]}");
  }
}
