package io.tributary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.sandbox.option.SandboxOptions;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SandboxTest {
  private static final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
  private static final Client client = new Client(sandbox.uri());

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void theTotalsFollowFromTheTables() throws Exception {
    Map<String, JsonNode> charges = byId("/v1/charges");
    Map<String, JsonNode> refunds = byId("/v1/refunds");
    Map<String, JsonNode> disputes = byId("/v1/disputes");
    List<String> received =
        List.of("charge", "refund", "refund_failure", "dispute", "dispute_reversal");
    Map<String, Long> net =
        client.all("/v1/balance_transactions").stream()
            .filter(each -> received.contains(each.path("reporting_category").asText()))
            .collect(
                Collectors.groupingBy(
                    each -> {
                      String source = each.path("source").asText();
                      JsonNode taken = refunds.getOrDefault(source, disputes.get(source));
                      String charge = taken == null ? source : taken.path("charge").asText();
                      return charges
                          .getOrDefault(charge, each)
                          .path("metadata")
                          .path("kingdom_code")
                          .asText();
                    },
                    Collectors.summingLong(each -> each.path("net").asLong())));

    sandbox
        .totals()
        .kingdoms()
        .forEach(
            total ->
                assertThat(net.getOrDefault(total.kingdom().code(), 0L)).isEqualTo(total.cents()));
  }

  private static Map<String, JsonNode> byId(String path) throws Exception {
    return client.all(path).stream()
        .collect(Collectors.toMap(each -> each.path("id").asText(), Function.identity()));
  }
}
