package io.tributary.sandbox.stripe;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/**
 * Which part of a list of the second API a request asks for: so many objects, after the one that
 * the token of the page before names, created between two milliseconds.
 */
record V2Window(int limit, String after, long from, long until) {
  private static final int USUAL = 20;
  private static final int MOST = 100;
  private static final String TOKEN = "page_";

  static V2Window of(Query query) {
    long from = Long.MIN_VALUE;
    long until = Long.MAX_VALUE;
    for (String name : query.names()) {
      if (name.startsWith("created")) {
        long time = time(name, query.value(name).orElse(""));
        switch (name.replaceAll("^created[_\\[]?|]$", "")) {
          case "gt" -> from = Math.max(from, time + 1);
          case "gte" -> from = Math.max(from, time);
          case "lt" -> until = Math.min(until, time);
          case "lte" -> until = Math.min(until, time + 1);
          default -> throw Refusal.unknownParameter(name);
        }
      }
    }
    return new V2Window(
        limit(query), query.value("page").map(V2Window::last).orElse(""), from, until);
  }

  private static int limit(Query query) {
    String text = query.value("limit").orElse(Integer.toString(USUAL));
    if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
      throw Refusal.invalid("limit", "The value of limit must be between 1 and " + MOST + ".");
    }
    return Integer.parseInt(text);
  }

  private static long time(String name, String text) {
    try {
      return Instant.parse(text).toEpochMilli();
    } catch (DateTimeException e) {
      throw Refusal.invalid(name, "Invalid timestamp: " + text);
    }
  }

  boolean spans(long created) {
    return created >= from && created < until;
  }

  /** The token of the page that comes after an object. */
  static String token(String id) {
    byte[] text = id.getBytes(StandardCharsets.UTF_8);
    return TOKEN + Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  private static String last(String token) {
    try {
      if (token.startsWith(TOKEN)) {
        byte[] text = Base64.getUrlDecoder().decode(token.substring(TOKEN.length()));
        return new String(text, StandardCharsets.UTF_8);
      }
    } catch (IllegalArgumentException e) {
      // Refused below, as any other token that no page gave out.
    }
    throw Refusal.invalid("page", "Invalid page token: " + token);
  }
}
