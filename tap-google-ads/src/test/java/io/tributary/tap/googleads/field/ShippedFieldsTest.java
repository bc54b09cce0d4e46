package io.tributary.tap.googleads.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code -Dgolden=update} makes the catalogues anew. */
class ShippedFieldsTest {
  private static final Path RESOURCES =
      Path.of("src/main/resources/io/tributary/tap/googleads/field");

  @ParameterizedTest
  @ValueSource(strings = {"v23", "v25"})
  void whatIsShippedIsWhatGoogleSays(String version) throws IOException {
    FieldCatalog made = new CatalogMaker().catalog(version);
    Path file = RESOURCES.resolve("fields-" + version + ".txt.gz");
    if ("update".equals(System.getProperty("golden"))) {
      Files.createDirectories(RESOURCES);
      Files.write(file, CatalogMaker.text(made));
    }

    try (var in = Files.newInputStream(file)) {
      FieldCatalog shipped = CatalogText.read(in);
      assertThat(shipped.version()).isEqualTo(version);
      assertThat(shipped.fields())
          .containsExactlyElementsOf(made.fields())
          .hasSizeGreaterThan(2_500);
      assertThat(shipped.resources())
          .as("-Dgolden=update makes it anew")
          .containsExactlyElementsOf(made.resources());
    }
  }
}
