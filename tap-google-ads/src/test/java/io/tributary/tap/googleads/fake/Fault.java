package io.tributary.tap.googleads.fake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;

/**
 * What goes wrong with an answer.
 *
 * @param status the status of an answer that says no; 200 for one that breaks off
 * @param body what it says
 * @param rows after how many rows it is said in the middle of a good answer; not there if negative
 */
public record Fault(int status, String body, int rows) {
  /** A good answer whose bytes end too early. */
  public static Fault cut() {
    return new Fault(200, "", 0);
  }

  /** Google Ads says no. */
  public static Fault error(int status, String kind, String code) {
    return error(status, kind, code, "in words", "");
  }

  /** Google Ads says no, with words and the time after which it may be asked again. */
  public static Fault error(int status, String kind, String code, String words, String delay) {
    return new Fault(status, json(status, kind, code, words, delay).toString(), -1);
  }

  /** The same, as the one item of an array. */
  public Fault inArray() {
    return new Fault(status, "[" + body + "]", rows);
  }

  /** The same, in a good answer after some rows. */
  public Fault after(int count) {
    return new Fault(status, body, count);
  }

  /** No words of Google Ads' own. */
  public static Fault plain(int status) {
    return new Fault(status, "<html>", -1);
  }

  private static ObjectNode json(int status, String kind, String code, String words, String delay) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    ObjectNode error = json.putObject("error");
    error.put("code", status).put("message", "Request contains an error.").put("status", "X");
    ArrayNode details = error.putArray("details");
    ObjectNode failure = details.addObject();
    failure.put("@type", "type.googleapis.com/google.ads.googleads.v25.errors.GoogleAdsFailure");
    ObjectNode first = failure.putArray("errors").addObject();
    first.putObject("errorCode").put(kind, code);
    first.put("message", words);
    if (!delay.isEmpty()) {
      first.putObject("details").putObject("quotaErrorDetails").put("retryDelay", delay);
    }
    failure.put("requestId", "body-request-id");
    return json;
  }
}
