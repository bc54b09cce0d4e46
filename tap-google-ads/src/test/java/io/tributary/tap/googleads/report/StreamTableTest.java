package io.tributary.tap.googleads.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.schema.Field;
import io.tributary.tap.googleads.field.AdsField;
import io.tributary.tap.googleads.field.FieldCatalog;
import io.tributary.tap.googleads.field.ShippedFields;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StreamTableTest {
  private static final List<FieldCatalog> CATALOGS =
      List.of(ShippedFields.of("v23"), ShippedFields.of("v25"));

  static Stream<Arguments> entries() {
    return StreamTable.read().stream()
        .flatMap(
            entry -> CATALOGS.stream().map(catalog -> Arguments.of(entry.name(), entry, catalog)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("entries")
  void everyFieldCanBeSelectedAndGoesWithTheOthers(
      String name, StreamEntry entry, FieldCatalog catalog) {
    String from = entry.query().from();

    assertThat(entry.query().select())
        .doesNotHaveDuplicates()
        .allSatisfy(field -> assertThat(catalog.isSelectable(from, field)).as(field).isTrue());
    assertThat(catalog.clash(from, entry.query().select())).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("entries")
  void everyColumnHasANameOfItsOwnAndEveryKeyIsOne(
      String name, StreamEntry entry, FieldCatalog catalog) {
    for (Micros micros : Micros.values()) {
      Shape shape = Shape.of(entry, fields(entry, catalog), micros);
      List<String> names = shape.schema().fields().stream().map(Field::name).toList();

      assertThat(names).doesNotHaveDuplicates().allMatch(column -> column.matches("[a-z0-9_]+"));
      assertThat(names).containsAll(entry.keys());
    }
  }

  private static List<AdsField> fields(StreamEntry entry, FieldCatalog catalog) {
    Set<String> names = new HashSet<>(entry.query().select());
    names.add(entry.query().from() + ".resource_name");
    return names.stream().sorted().map(field -> catalog.field(field).orElseThrow()).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("entries")
  void aReportHasADayAndAMetric(String name, StreamEntry entry, FieldCatalog catalog) {
    if (entry.isReport()) {
      assertThat(entry.query().select()).contains("segments.date").anyMatch(AdsField::isMetric);
      assertThat(catalog.resource(entry.query().from()).orElseThrow().hasMetrics()).isTrue();
    } else {
      assertThat(entry.query().select()).noneMatch(AdsField::isMetric);
    }
  }

  @Test
  void namesAreDistinctAndAnalystsFindWhatTheyNeed() {
    List<StreamEntry> entries = StreamTable.read();

    assertThat(entries.stream().map(StreamEntry::name)).doesNotHaveDuplicates().hasSize(85);
    assertThat(entries.stream().filter(StreamEntry::isSelected).map(StreamEntry::name))
        .contains("campaigns", "campaign_performance", "campaign_conversions", "click_view");
  }

  @Test
  void whatIsByConversionHasNoCost() {
    Set<String> all =
        StreamTable.read().stream()
            .filter(entry -> entry.query().select().contains("segments.conversion_action"))
            .flatMap(entry -> entry.query().select().stream())
            .collect(Collectors.toSet());

    assertThat(all).isNotEmpty().doesNotContain("metrics.cost_micros", "metrics.clicks");
    assertThat(
            CATALOGS
                .get(1)
                .clash("campaign", List.of("segments.conversion_action", "metrics.cost_micros")))
        .contains(new FieldCatalog.Clash("segments.conversion_action", "metrics.cost_micros"));
  }
}
