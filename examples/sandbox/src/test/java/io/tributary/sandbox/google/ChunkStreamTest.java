package io.tributary.sandbox.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.sandbox.ads.Account;
import io.tributary.sandbox.ads.AdsPlan;
import io.tributary.sandbox.ads.AdsWorld;
import io.tributary.sandbox.field.FieldCatalog;
import io.tributary.sandbox.gaql.Query;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.option.SandboxOptions;
import io.tributary.sandbox.report.Inquiry;
import io.tributary.sandbox.report.Inquiry.Rules;
import io.tributary.sandbox.report.Readers;
import io.tributary.sandbox.report.Row;
import io.tributary.sandbox.report.RowJson;
import io.tributary.sandbox.report.Rows;
import io.tributary.sandbox.world.Plan;
import io.tributary.sandbox.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How answers are made while they are sent. */
class ChunkStreamTest {
  private static final Plan PLAN = SandboxOptions.defaults().realm().plan();
  private static final World WORLD =
      World.at(PLAN, SandboxOptions.defaults().realm().now().toEpochMilli());
  private static final AdsWorld ADS = AdsWorld.of(new AdsPlan(PLAN, 1, 0), WORLD);
  private static final Rules RULES = new Rules(new FieldCatalog(), new Readers(), 25);
  private static final Account ACCOUNT = ADS.accounts().find(1_000_000_001L).orElseThrow();
  private static final Inquiry INQUIRY =
      RULES.check(
          Query.parse("SELECT campaign.id, campaign.name FROM campaign"), ACCOUNT, ADS.now());

  private static InputStream stream(Iterator<Row> rows) {
    return new ChunkStream(rows, new RowJson(INQUIRY, RULES), "r", written -> null);
  }

  private static Iterator<Row> rows(long count) {
    Row row = Rows.of(ADS, ACCOUNT, INQUIRY, RULES).next();
    return Stream.generate(() -> row).limit(count).iterator();
  }

  @Test
  void anAnswerWithoutEndIsReadAsFarAsOneLikes() throws IOException {
    try (InputStream endless = stream(rows(Long.MAX_VALUE))) {
      assertThat(endless.readNBytes(20_000_000)).hasSize(20_000_000);
    }
  }

  @Test
  void chunksHoldTenThousandRows() throws IOException {
    JsonNode chunks = Json.parse(stream(rows(25_000)).readAllBytes());

    assertThat(chunks)
        .extracting(chunk -> chunk.path("results").size())
        .containsExactly(10_000, 10_000, 5_000);
    assertThat(chunks)
        .allMatch(chunk -> chunk.path("fieldMask").asText().equals("campaign.id,campaign.name"));
  }

  @Test
  void anAnswerWithoutRowsIsOneChunkWithoutResults() throws IOException {
    assertThat(Json.parse(stream(rows(0)).readAllBytes()).toString())
        .isEqualTo("[{\"fieldMask\":\"campaign.id,campaign.name\",\"requestId\":\"r\"}]");
    assertThat(Json.parse(stream(rows(10_000)).readAllBytes())).hasSize(1);
  }
}
