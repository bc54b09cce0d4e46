package io.tributary.tap.googleads.field;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.ads.googleads.v23.services.GoogleAdsRow;
import com.google.api.ResourceDescriptor;
import com.google.api.ResourceProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.tributary.tap.googleads.report.JsonName;
import io.tributary.tap.googleads.report.StreamEntry;
import io.tributary.tap.googleads.report.StreamTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What Google publishes of v23's messages says the same as the catalogue. */
class DescriptorsTest {
  private static final Descriptor ROW = GoogleAdsRow.getDescriptor();

  /** One row for a whole account: its segments alone tell its rows apart. */
  private static final Set<String> SINGLETONS =
      Set.of(
          "hotel_performance_view",
          "shopping_performance_view",
          "travel_activity_performance_view");

  private static FieldDescriptor descriptor(String name) {
    Descriptor message = ROW;
    FieldDescriptor found = ROW.getFields().get(0);
    for (String part : name.split("\\.", -1)) {
      found = Objects.requireNonNull(message.findFieldByName(part), name);
      if (found.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        message = found.getMessageType();
      }
    }
    return found;
  }

  private static FieldType type(FieldDescriptor field) {
    return switch (field.getType()) {
      case BOOL -> FieldType.BOOLEAN;
      case INT64, UINT64 -> FieldType.INT64;
      case INT32 -> FieldType.INT32;
      case DOUBLE, FLOAT -> FieldType.DOUBLE;
      case ENUM -> FieldType.ENUM;
      case BYTES -> FieldType.BYTES;
      case MESSAGE ->
          field.getMessageType().getName().equals("FieldMask")
              ? FieldType.FIELD_MASK
              : FieldType.MESSAGE;
      default -> FieldType.STRING;
    };
  }

  /** A name and a date are text as well. */
  private static FieldType plain(FieldType type) {
    return type == FieldType.RESOURCE_NAME || type == FieldType.DATE ? FieldType.STRING : type;
  }

  @Test
  void everyFieldIsOfTheTypeThatGoogleSays() {
    List<String> differing = new ArrayList<>();
    for (AdsField field : ShippedFields.of("v23").fields()) {
      FieldDescriptor said = descriptor(field.name());
      if (plain(field.type()) != type(said) || field.isRepeated() != said.isRepeated()) {
        differing.add(field + " is " + said.getType());
      }
    }

    assertThat(differing).isEmpty();
  }

  @Test
  void everyFieldIsCalledInJsonAsGoogleSays() {
    for (AdsField field : ShippedFields.of("v23").fields()) {
      String last = field.name().substring(field.name().lastIndexOf('.') + 1);
      assertThat(JsonName.of(last))
          .as(field.name())
          .isEqualTo(descriptor(field.name()).getJsonName());
    }
  }

  @Test
  void aResourceNameTellsTheRowsOfAnAccountApartButForThree() {
    Set<String> found = new TreeSet<>();
    FieldCatalog catalog = ShippedFields.of("v23");
    for (AdsResource resource : catalog.resources()) {
      if (resource.hasMetrics() && !resource.name().equals("customer")) {
        ResourceDescriptor described =
            ROW.findFieldByName(resource.name())
                .getMessageType()
                .getOptions()
                .getExtension(ResourceProto.resource);
        String inside = described.getPattern(0).replace("{customer_id}", "");
        if (!inside.contains("{")) {
          found.add(resource.name());
        }
      }
    }

    assertThat(found).isEqualTo(new TreeSet<>(SINGLETONS));
    for (StreamEntry entry : StreamTable.read()) {
      if (SINGLETONS.contains(entry.query().from())) {
        assertThat(entry.query().select().stream().filter(AdsField::isSegment).count())
            .isGreaterThan(5);
      }
    }
  }
}
