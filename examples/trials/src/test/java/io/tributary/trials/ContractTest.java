package io.tributary.trials;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tributary.sandbox.Sandbox;
import io.tributary.sandbox.option.SandboxOptions;
import io.tributary.singer.testkit.TapContract;
import io.tributary.tap.stripe.TapStripe;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The tap keeps its contract over all that the sandbox has. */
final class ContractTest {
  private static final String KEY = "sk_test_SECRET_0815";

  @TempDir private static Path folder;

  private static Sandbox sandbox;

  @BeforeAll
  static void startTheSandbox() {
    sandbox = Sandbox.start(SandboxOptions.defaults().withKey(KEY));
  }

  @AfterAll
  static void stopTheSandbox() {
    sandbox.close();
  }

  @TestFactory
  Stream<DynamicTest> tapStripeKeepsTheTapContract() {
    return TapContract.of(
            new TapStripe(),
            folder,
            JsonNodeFactory.instance
                .objectNode()
                .put("api_key", KEY)
                .put("requests_per_second", 1_000)
                .put("requests_per_second_per_endpoint", 1_000)
                .put("base_url", sandbox.uri().toString()))
        .checks();
  }
}
