package io.tributary.singer.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import java.time.Duration;

/**
 * What libraries measure, by the names that singer-python and Meltano's SDK have for it. It goes to
 * the console that is installed, and nowhere without one.
 */
public final class Metrics {
  private static final int FIRST_BAD_STATUS = 400;

  private Metrics() {}

  /**
   * Times one request, and counts it.
   *
   * @param endpoint what requests have in common, without what differs between them
   * @param status the status of the answer; 0 if there was none
   */
  public static void httpRequest(String endpoint, int status, Duration duration) {
    Console console = Console.current();
    if (console == null) {
      return;
    }
    console.count("http_request_count", endpoint);
    ObjectNode metric = Json.MAPPER.createObjectNode();
    metric.put("type", "timer").put("metric", "http_request_duration");
    metric.put("value", duration.toMillis() / 1_000.0);
    ObjectNode tags = metric.putObject("tags").put("endpoint", endpoint);
    if (status > 0) {
      tags.put("http_status_code", status);
    }
    boolean isGood = status > 0 && status < FIRST_BAD_STATUS;
    tags.put("status", isGood ? "succeeded" : "failed");
    console.metric(metric);
  }
}
