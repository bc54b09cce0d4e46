package io.tributary.sandbox;

import io.tributary.sandbox.ads.OtherAds;
import io.tributary.sandbox.ads.Returns;
import io.tributary.sandbox.entity.Customer;
import io.tributary.sandbox.google.Operations;
import io.tributary.sandbox.option.SandboxOptions;
import io.tributary.sandbox.server.Server;
import io.tributary.sandbox.server.Stage;
import io.tributary.sandbox.stripe.SignUps;
import io.tributary.sandbox.world.Tables;
import io.tributary.sandbox.world.Totals;
import io.tributary.sandbox.world.World;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A server that stands in for Stripe and Google Ads, running in this process until it is closed.
 */
public final class Sandbox implements AutoCloseable {
  private final Server server;

  private Sandbox(Server server) {
    this.server = server;
  }

  /** Makes the world and starts the server; returns once it answers. */
  public static Sandbox start(SandboxOptions options) {
    return new Sandbox(new Server(options, stage(options)));
  }

  private static Stage stage(SandboxOptions options) {
    return Stage.at(options, options.realm().now().toEpochMilli());
  }

  /** Where the server listens: {@code http://127.0.0.1:PORT}. */
  public URI uri() {
    return server.uri();
  }

  /** The moment the world stands at; it stands still until it is moved on. */
  public Instant now() {
    return Instant.ofEpochMilli(world().now());
  }

  /** Moves the world on to a later moment; requests see the old or the new one, never a mixture. */
  public void advanceTo(Instant now) {
    server.advanceTo(now);
  }

  public World world() {
    return server.stage().world();
  }

  /** The generator's own answers at the world's moment. */
  public Totals totals() {
    return Totals.of(world());
  }

  /** The generator's own answers about what advertising cost and brought. */
  public Returns returns() {
    return Returns.of(server.stage().ads(), world());
  }

  /** What has been counted against Google's daily quota. */
  public Operations operations() {
    return server.operations();
  }

  /** The key file of the service account that may query Google's half, as JSON. */
  public String serviceAccountKey() {
    return server.serviceAccountKey().toString();
  }

  /**
   * Writes the tables that others keep into a folder: {@code census.csv}, {@code sign_ups.csv},
   * {@code tournament_results.csv}, {@code facebook_ads.csv} and {@code exchange_rates.csv}.
   */
  public void writeTables(Path folder) throws IOException {
    writeTables(server.stage(), folder);
  }

  /** Writes the tables of a world that no server shows. */
  public static void writeTables(SandboxOptions options, Path folder) throws IOException {
    writeTables(stage(options), folder);
  }

  private static void writeTables(Stage stage, Path folder) throws IOException {
    SignUps signUps = new SignUps(stage.names(), stage.world().now());
    Tables.write(stage.world(), folder, (Customer customer) -> signUps.of(customer));
    OtherAds.write(stage.ads().plan(), stage.world(), folder);
  }

  @Override
  public void close() {
    server.close();
  }
}
