package io.tributary.tap.googleads.field;

import io.tributary.singer.error.SingerException;
import io.tributary.tap.googleads.api.AdsApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalogue of a run: as Google tells it, as it told it a while ago, or as it was shipped.
 * Thread-safe; made when it is first asked for.
 */
public final class Fields {
  private static final Logger LOG = LoggerFactory.getLogger(Fields.class);

  private final AdsApi api;
  private final String version;
  private final Choice choice;
  private final Clock clock;
  private @Nullable FieldCatalog known;

  /**
   * Where the catalogue comes from.
   *
   * @param live whether Google is asked at all
   * @param folder where its answer is kept
   * @param lasts for how long; not at all if this is 0
   */
  public record Choice(boolean live, Path folder, Duration lasts) {}

  public Fields(AdsApi api, String version, Choice choice, Clock clock) {
    this.api = api;
    this.version = version;
    this.choice = choice;
    this.clock = clock;
  }

  /** The catalogue. */
  public synchronized FieldCatalog catalog() {
    FieldCatalog catalog = known;
    if (catalog == null) {
      catalog = choice.live() ? live() : ShippedFields.of(version);
      known = catalog;
    }
    return catalog;
  }

  private FieldCatalog live() {
    Path file = choice.folder().resolve("fields-" + version + ".txt.gz");
    Optional<FieldCatalog> kept = kept(file);
    if (kept.isPresent()) {
      return kept.get();
    }
    try {
      FieldCatalog catalog = LiveFields.read(api, version);
      keep(catalog, file);
      return catalog;
    } catch (IOException e) {
      LOG.warn(
          "the fields are those that the tap was shipped with, since Google could not be asked"
              + " for them: {}",
          e.getMessage());
      return ShippedFields.of(version);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SingerException.Source("asking for the fields was interrupted", e);
    }
  }

  private Optional<FieldCatalog> kept(Path file) {
    try {
      Instant written = Files.getLastModifiedTime(file).toInstant();
      if (clock.instant().isAfter(written.plus(choice.lasts()))) {
        return Optional.empty();
      }
      try (InputStream in = Files.newInputStream(file)) {
        FieldCatalog catalog = CatalogText.read(in);
        return catalog.version().equals(version) ? Optional.of(catalog) : Optional.empty();
      }
    } catch (IOException e) {
      LOG.debug("no fields are kept in {}: {}", file, e.getMessage());
      return Optional.empty();
    }
  }

  /** Puts the whole file there at once; a run that cannot keep it is none the worse. */
  private void keep(FieldCatalog catalog, Path file) {
    if (choice.lasts().isZero()) {
      return;
    }
    try {
      Files.createDirectories(choice.folder());
      Path part = Files.createTempFile(choice.folder(), "fields", ".part");
      try (OutputStream out = Files.newOutputStream(part)) {
        CatalogText.write(catalog, out);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("the fields could not be kept in {}: {}", file, e.getMessage());
    }
  }
}
