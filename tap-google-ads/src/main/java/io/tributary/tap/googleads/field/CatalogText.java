package io.tributary.tap.googleads.field;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A catalogue as compressed text, a thing a line, its parts with tabs between them.
 *
 * <pre>
 * version v25
 * field   campaign.id  INT64       a * at the end of a field that is a list
 * from    campaign  campaign customer  metrics.clicks …  segments.date …
 * names   campaign  segments.date …
 * with    metrics.clicks  the places of names, as bits in base 64
 * </pre>
 */
public final class CatalogText {
  private static final String TAB = "\t";

  private CatalogText() {}

  /** Writes a catalogue; the stream stays open. */
  public static void write(FieldCatalog catalog, OutputStream out) throws IOException {
    GZIPOutputStream zipped = new GZIPOutputStream(out);
    Writer text = new OutputStreamWriter(zipped, StandardCharsets.UTF_8);
    line(text, "version", catalog.version());
    for (AdsField field : catalog.fields()) {
      line(text, "field", field.name(), field.type().name() + (field.isRepeated() ? "*" : ""));
    }
    for (AdsResource from : catalog.resources()) {
      line(
          text,
          "from",
          from.name(),
          String.join(" ", from.joined()),
          String.join(" ", new TreeSet<>(from.metrics())),
          String.join(" ", new TreeSet<>(from.segments())));
    }
    Companions companions = catalog.companions();
    line(text, "names", String.join(" ", companions.names()));
    for (Map.Entry<String, BitSet> with : companions.told().entrySet()) {
      String bits = Base64.getEncoder().encodeToString(with.getValue().toByteArray());
      line(text, "with", with.getKey(), bits);
    }
    text.flush();
    zipped.finish();
  }

  private static void line(Writer text, String... parts) throws IOException {
    text.write(String.join(TAB, parts));
    text.write('\n');
  }

  /**
   * Reads a catalogue.
   *
   * @throws IOException also if it is not one
   */
  public static FieldCatalog read(InputStream in) throws IOException {
    String version = "";
    Map<String, AdsField> fields = new TreeMap<>();
    Map<String, AdsResource> resources = new TreeMap<>();
    List<String> names = new ArrayList<>();
    Map<String, BitSet> told = new TreeMap<>();
    Reader text = new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8);
    BufferedReader lines = new BufferedReader(text);
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split(TAB, -1);
        switch (parts[0]) {
          case "version" -> version = parts[1];
          case "field" -> fields.put(parts[1], field(parts));
          case "from" -> resources.put(parts[1], resource(parts));
          case "names" -> names.addAll(words(parts[1]));
          case "with" -> told.put(parts[1], BitSet.valueOf(Base64.getDecoder().decode(parts[2])));
          default -> throw new IOException("a line of the catalogue of fields is " + parts[0]);
        }
      }
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IOException("a line of the catalogue of fields lacks something", e);
    }
    return new FieldCatalog(version, fields, resources, new Companions(names, told));
  }

  private static AdsField field(String[] parts) {
    boolean isRepeated = parts[2].endsWith("*");
    return AdsField.described(parts[1], parts[2].replace("*", ""), isRepeated);
  }

  private static AdsResource resource(String[] parts) {
    return new AdsResource(
        parts[1], words(parts[2]), new TreeSet<>(words(parts[3])), new TreeSet<>(words(parts[4])));
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
  }
}
