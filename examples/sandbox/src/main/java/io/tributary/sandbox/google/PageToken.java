package io.tributary.sandbox.google;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the next page of a query begins; it is good for that query, and until the clock moves. */
record PageToken(long offset, long query, long moment) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,15})\\.(\\d{1,19})\\.(\\d{1,15})");

  static PageToken parse(String text, long query, long moment) {
    Matcher matcher = TEXT.matcher(decoded(text));
    if (!matcher.matches() || !matcher.group(2).equals(Long.toString(query))) {
      throw Failure.request("requestError", "INVALID_PAGE_TOKEN", "The page token is invalid.");
    }
    PageToken token =
        new PageToken(Long.parseLong(matcher.group(1)), query, Long.parseLong(matcher.group(3)));
    if (token.moment != moment) {
      throw Failure.request("requestError", "EXPIRED_PAGE_TOKEN", "The page token has expired.");
    }
    return token;
  }

  private static String decoded(String text) {
    try {
      return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  PageToken plus(int rows) {
    return new PageToken(offset + rows, query, moment);
  }

  String text() {
    String plain = offset + "." + query + "." + moment;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
  }
}
