package io.tributary.tap.googleads.field;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The catalogues that come with the tap, for when Google is not asked. */
public final class ShippedFields {
  private static final int FIRST_OF_THE_LATER = 25;

  private ShippedFields() {}

  /** The catalogue of the nearest version that is shipped. */
  public static FieldCatalog of(String version) {
    int number = Integer.parseInt(version.substring(1));
    return read(number < FIRST_OF_THE_LATER ? "v23" : "v25");
  }

  private static FieldCatalog read(String version) {
    String name = "fields-" + version + ".txt.gz";
    try (InputStream in = ShippedFields.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      return CatalogText.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
