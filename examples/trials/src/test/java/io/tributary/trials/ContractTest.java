package io.tributary.trials;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tributary.sandbox.Sandbox;
import io.tributary.sandbox.SandboxOptions;
import io.tributary.singer.testkit.TapContract;
import io.tributary.tap.stripe.TapStripe;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The connectors keep their contracts, the tap over all that the sandbox has. */
final class ContractTest {
  @TempDir private static Path folder;

  private static Sandbox sandbox;

  @BeforeAll
  static void startTheSandbox() {
    sandbox = Sandbox.start(SandboxOptions.defaults());
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
                .put("api_key", "sk_test_SECRET_0815")
                .put("base_url", sandbox.uri().toString()))
        .checks();
  }
}
