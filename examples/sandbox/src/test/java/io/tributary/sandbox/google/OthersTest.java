package io.tributary.sandbox.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.sandbox.Sandbox;
import io.tributary.sandbox.ads.Returns;
import io.tributary.sandbox.option.SandboxOptions;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of others, and what the generator says that advertising cost and brought. */
class OthersTest {
  @TempDir private Path folder;

  private List<String[]> table(String name) throws Exception {
    return Files.readAllLines(folder.resolve(name)).stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .toList();
  }

  @Test
  void theReturnsFollowFromTheTablesAndTheQueries() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
      sandbox.writeTables(folder);
      Returns returns = sandbox.returns();
      Map<String, BigDecimal> rates = new HashMap<>();
      table("exchange_rates.csv").forEach(cells -> rates.put(cells[0], new BigDecimal(cells[1])));
      Map<String, Long> came = new HashMap<>();
      table("sign_ups.csv").forEach(cells -> came.merge(cells[2] + "/" + cells[4], 1L, Long::sum));
      Map<String, BigDecimal> spent = new HashMap<>();
      for (String[] cells : table("facebook_ads.csv")) {
        spent.merge("facebook/" + cells[3], new BigDecimal(cells[8]), BigDecimal::add);
      }
      for (long account :
          new long[] {1_000_000_001L, 1_000_000_002L, 1_000_000_003L, 1_000_000_006L}) {
        for (JsonNode row : costs(sandbox, account)) {
          String suffix = row.at("/campaign/finalUrlSuffix").asText();
          BigDecimal rate =
              rates.getOrDefault(row.at("/customer/currencyCode").asText(), BigDecimal.ZERO);
          BigDecimal micros = new BigDecimal(row.at("/metrics/costMicros").asText());
          spent.merge(
              "google/" + suffix.substring("utm_campaign=".length()),
              micros.multiply(rate).movePointLeft(6),
              BigDecimal::add);
        }
      }

      assertThat(returns.campaigns().keySet()).containsAll(spent.keySet());
      returns
          .campaigns()
          .keySet()
          .forEach(
              key -> {
                assertThat(returns.total(key).cost())
                    .as(key)
                    .isEqualByComparingTo(spent.getOrDefault(key, BigDecimal.ZERO));
                assertThat(returns.total(key).signUps())
                    .as(key)
                    .isEqualTo(came.getOrDefault(key, 0L));
              });
    }
  }

  private static List<JsonNode> costs(Sandbox sandbox, long account) throws Exception {
    return new GoogleClient(sandbox.uri())
        .rows(
            account,
            "SELECT campaign.final_url_suffix, customer.currency_code, metrics.cost_micros FROM"
                + " campaign");
  }

  @Test
  void aTournamentIsHeldEachMonthAmongThoseWhoHaveSignedUp() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
      sandbox.writeTables(folder);
    }
    Map<String, String> signedUp = new HashMap<>();
    table("sign_ups.csv").forEach(cells -> signedUp.put(cells[0], cells[1]));
    List<String[]> results = table("tournament_results.csv");

    assertThat(results).hasSizeGreaterThan(100);
    assertThat(results.stream().map(cells -> cells[0]).distinct()).hasSizeBetween(22, 24);
    assertThat(results)
        .allSatisfy(
            cells ->
                assertThat(signedUp.get(cells[3])).isNotNull().isLessThan(cells[1] + "T00:00:01Z"));
    assertThat(results.stream().filter(cells -> cells[4].equals("1")).map(cells -> cells[0]))
        .doesNotHaveDuplicates();
  }
}
