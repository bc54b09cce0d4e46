package io.tributary.tap.googleads;

import io.tributary.singer.config.Setting;
import io.tributary.tap.googleads.field.Fields;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the fields come from that Google Ads has. */
public record FieldSettings(
    @Setting(
            value =
                "Whether Google is asked for its fields, once for as long as they are kept. Those"
                    + " that the tap was shipped with count otherwise.",
            byDefault = "true")
        boolean liveFields,
    @Setting(
            value = "For how many hours Google's answer is kept; 0 to ask in every run.",
            byDefault = "24")
        int fieldCacheHours,
    @Setting("The folder where it is kept; .cache/tap-google-ads in the home folder by default.")
        Optional<Path> fieldCacheFolder) {
  public FieldSettings {
    if (fieldCacheHours < 0 || fieldCacheHours > 8760) {
      throw new IllegalArgumentException("field_cache_hours is not between 0 and 8760");
    }
  }

  Fields.Choice choice() {
    Path home = Path.of(System.getProperty("user.home", "."));
    return new Fields.Choice(
        liveFields,
        fieldCacheFolder.orElse(home.resolve(".cache").resolve("tap-google-ads")),
        Duration.ofHours(fieldCacheHours));
  }
}
