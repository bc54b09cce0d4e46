package io.tributary.singer.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadersTest {
  private static Headers headers(String... pairs) {
    return new Headers(
        pairs.length == 2
            ? Map.of(pairs[0], pairs[1])
            : Map.of(pairs[0], pairs[1], pairs[2], pairs[3]));
  }

  @Test
  void readsRetryAfterInSecondsOrAsADate() {
    assertThat(headers("retry-after", "7").retryAfter()).contains(Duration.ofSeconds(7));
    assertThat(
            headers(
                    "date", "Sun, 22 Nov 2026 19:00:00 GMT",
                    "Retry-After", "Sun, 22 Nov 2026 19:00:09 GMT")
                .retryAfter())
        .contains(Duration.ofSeconds(9));
    assertThat(
            headers(
                    "date", "Sun, 22 Nov 2026 19:00:10 GMT",
                    "Retry-After", "Sun, 22 Nov 2026 19:00:09 GMT")
                .retryAfter())
        .contains(Duration.ZERO);
  }

  @Test
  void ignoresWhatIsNotSuch() {
    assertThat(headers("Retry-After", "soon").retryAfter()).isEmpty();
    assertThat(headers("Retry-After", "99999999999999").retryAfter()).isEmpty();
    assertThat(headers("Date", "yesterday").date()).isEmpty();
  }
}
