package io.tributary.sandbox.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.ads.googleads.v23.errors.GoogleAdsFailure;
import com.google.ads.googleads.v23.resources.GoogleAdsField;
import com.google.ads.googleads.v23.services.SearchGoogleAdsFieldsResponse;
import com.google.ads.googleads.v23.services.SearchGoogleAdsResponse;
import com.google.ads.googleads.v23.services.SearchGoogleAdsStreamResponse;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.tributary.sandbox.Sandbox;
import io.tributary.sandbox.field.FieldCatalog;
import io.tributary.sandbox.field.Resource;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.option.SandboxOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Google's own descriptors take whatever the sandbox answers, down to the names of enums. */
class DescriptorsTest {
  /** The resources that have rows in this world. */
  private static final Set<String> TOLD =
      Set.of(
          "customer",
          "customer_client",
          "campaign",
          "campaign_budget",
          "campaign_criterion",
          "campaign_label",
          "ad_group",
          "ad_group_ad",
          "ad_group_criterion",
          "label",
          "asset",
          "asset_group",
          "asset_group_asset",
          "conversion_action",
          "user_list",
          "geo_target_constant",
          "language_constant",
          "currency_constant",
          "keyword_view",
          "search_term_view",
          "geographic_view",
          "user_location_view",
          "age_range_view",
          "gender_view",
          "shopping_performance_view",
          "landing_page_view",
          "click_view",
          "change_event",
          "change_status");

  private static final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
  private static final GoogleClient client = new GoogleClient(sandbox.uri());

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static Message read(JsonNode json, Message.Builder into) throws Exception {
    JsonFormat.parser().merge(json.toString(), into);
    return into.build();
  }

  @Test
  void everyResourceAnswersWithAllItsFields() throws Exception {
    List<String> empty = new ArrayList<>();
    for (Resource resource : new FieldCatalog().resources()) {
      JsonNode chunks = client.stream(1_000_000_006L, attributes(resource)).json();
      int rows = 0;
      for (JsonNode chunk : chunks) {
        SearchGoogleAdsStreamResponse.Builder read = SearchGoogleAdsStreamResponse.newBuilder();
        read(chunk, read);
        rows += read.getResultsCount();
        assertThat(read.getRequestId()).as(resource.name()).isNotEmpty();
      }
      if (rows == 0) {
        empty.add(resource.name());
      }
    }

    assertThat(empty).doesNotContainAnyElementsOf(TOLD);
  }

  /** Everything that may be selected of a resource without dividing its rows. */
  private static String attributes(Resource resource) {
    List<String> fields =
        new FieldCatalog()
            .fields().stream()
                .filter(
                    field ->
                        field.root().equals(resource.name())
                            || resource.with().contains(field.root()))
                .map(field -> field.name())
                .toList();
    String query = "SELECT " + String.join(", ", fields) + " FROM " + resource.name();
    return switch (resource.name()) {
      case "click_view" -> query + " WHERE segments.date = '2026-10-30'";
      case "change_event" ->
          query + " WHERE change_event.change_date_time DURING LAST_14_DAYS LIMIT 100";
      case "change_status" ->
          query + " WHERE change_status.last_change_date_time DURING LAST_14_DAYS LIMIT 100";
      default -> query;
    };
  }

  @Test
  void everyMetricAndSegmentIsReadAsItsType() throws Exception {
    for (Resource resource : new FieldCatalog().resources()) {
      if (!TOLD.contains(resource.name()) || resource.metrics().isEmpty()) {
        continue;
      }
      for (boolean acted : new boolean[] {false, true}) {
        GoogleClient.Reply reply = client.stream(1_000_000_006L, measured(resource, acted));
        assertThat(reply.status())
            .as(new String(reply.response().body(), StandardCharsets.UTF_8))
            .isEqualTo(200);
        JsonNode chunks = reply.json();
        for (JsonNode chunk : chunks) {
          SearchGoogleAdsStreamResponse.Builder read = SearchGoogleAdsStreamResponse.newBuilder();
          read(chunk, read);
          assertThat(read.getResultsCount())
              .as(resource.name())
              .isEqualTo(chunk.path("results").size());
        }
      }
    }
  }

  private static String measured(Resource resource, boolean acted) {
    List<String> fields = new ArrayList<>();
    List<String> segments =
        resource.segments().stream()
            .filter(each -> each.startsWith("segments."))
            .filter(
                each -> acted == each.contains("conversion_action") || each.equals("segments.date"))
            .filter(each -> !each.contains("conversion_") || each.contains("conversion_action"))
            .filter(each -> !each.equals("segments.external_conversion_source"))
            .toList();
    for (String metric : resource.metrics()) {
      if (segments.stream().allMatch(segment -> FieldCatalog.areCompatible(metric, segment))) {
        fields.add(metric);
      }
    }
    fields.addAll(segments);
    String day = resource.name().equals("click_view") ? "= '2026-10-30'" : "DURING LAST_30_DAYS";
    return "SELECT "
        + String.join(", ", fields)
        + " FROM "
        + resource.name()
        + " WHERE segments.date "
        + day;
  }

  @Test
  void aPageIsOneOfGooglesToo() throws Exception {
    SearchGoogleAdsResponse.Builder page = SearchGoogleAdsResponse.newBuilder();

    read(
        client.search(1_000_000_001L, "SELECT campaign.id, campaign.name FROM campaign").json(),
        page);

    assertThat(page.getResultsList())
        .extracting(row -> row.getCampaign().getName())
        .contains("Harvest Fair");
    assertThat(page.getFieldMask().getPathsList()).containsExactly("campaign.id", "campaign.name");
  }

  @Test
  void theFieldsAreGooglesFields() throws Exception {
    JsonNode reply =
        client
            .post(
                "/v23/googleAdsFields:search",
                "application/json",
                Json.object()
                    .put(
                        "query",
                        "SELECT name, category, data_type, selectable, filterable, sortable,"
                            + " selectable_with, attribute_resources, metrics, segments,"
                            + " is_repeated, type_url, enum_values WHERE name LIKE 'campaign%'")
                    .toString(),
                "Authorization",
                "Bearer " + Tokens.ACCESS_TOKEN)
            .json();
    SearchGoogleAdsFieldsResponse.Builder read = SearchGoogleAdsFieldsResponse.newBuilder();
    read(reply, read);

    GoogleAdsField campaign =
        read.getResultsList().stream()
            .filter(each -> each.getName().equals("campaign"))
            .findFirst()
            .orElseThrow();
    assertThat(campaign.getCategory().name()).isEqualTo("RESOURCE");
    assertThat(campaign.getMetricsList()).contains("metrics.clicks").hasSize(184);
    assertThat(campaign.getSegmentsList()).contains("segments.date").hasSize(56);
    assertThat(campaign.getAttributeResourcesList()).contains("customer", "campaign_budget");
    assertThat(read.getResultsList())
        .filteredOn(each -> each.getName().equals("campaign.id"))
        .extracting(each -> each.getDataType().name())
        .containsExactly("INT64");
  }

  @Test
  void aFailureIsOneOfGooglesToo() throws Exception {
    GoogleClient.Reply reply = client.stream(1_000_000_001L, "SELECT campaign.wrong FROM campaign");
    GoogleAdsFailure.Builder failure = GoogleAdsFailure.newBuilder();
    ObjectNode detail = reply.error().at("/details/0").deepCopy();
    detail.remove("@type");

    read(detail, failure);

    assertThat(failure.getErrors(0).getErrorCode().getQueryError().name())
        .isEqualTo("UNRECOGNIZED_FIELD");
    assertThat(failure.getRequestId()).isEqualTo(reply.header("request-id"));
  }
}
