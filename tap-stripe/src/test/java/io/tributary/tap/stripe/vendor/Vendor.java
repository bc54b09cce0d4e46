package io.tributary.tap.stripe.vendor;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The two packages in which Stripe says what its objects are, as {@code tap-stripe/generate}
 * fetches them.
 */
record Vendor(Path typings, Path javaSources) {
  private static final Path FOLDER = Path.of("target", "vendor");
  private static final Path PINNED = Path.of("src", "schemas", "vendor.properties");

  /** The versions that the schemas are made from. */
  static Vendor pinned() throws IOException {
    Properties versions = versions();
    return of(versions.getProperty("stripe"), versions.getProperty("stripe-java"));
  }

  /** The last version of the codename before. */
  static Vendor before() throws IOException {
    return of(versions().getProperty("stripe-before"));
  }

  private static Properties versions() throws IOException {
    Properties versions = new Properties();
    try (Reader reader = Files.newBufferedReader(PINNED)) {
      versions.load(reader);
    }
    return versions;
  }

  /** Another version of the typings, with the same Java classes. */
  static Vendor of(String version) throws IOException {
    return new Vendor(of(version, "").typings(), pinned().javaSources());
  }

  private static Vendor of(String stripe, String stripeJava) {
    return new Vendor(
        FOLDER.resolve("stripe-" + stripe).resolve("package").resolve("esm"),
        FOLDER.resolve("stripe-java-" + stripeJava + "-sources.jar"));
  }

  boolean isThere() {
    return Files.isDirectory(typings) && Files.exists(javaSources);
  }

  /** The version of Stripe's API. */
  String apiVersion() throws IOException {
    String text = Files.readString(typings.resolve("apiVersion.js"));
    return text.replaceAll("(?s).*ApiVersion = '([^']+)'.*", "$1");
  }
}
