package io.tributary.target.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.NoCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.bigquery.TableId;
import io.tributary.singer.testkit.Destination;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A BigQuery on this machine that nobody here wrote, in a process of its own. */
final class Emulator {
  private static final String PROJECT = "judge";
  private static final int PATIENCE = 600;

  private final Process process;
  private final int rest;
  private final int grpc;
  private final BigQuery client;
  private int datasets;

  private Emulator(Process process, int rest, int grpc) {
    this.process = process;
    this.rest = rest;
    this.grpc = grpc;
    this.client =
        BigQueryOptions.newBuilder()
            .setProjectId(PROJECT)
            .setHost(apiEndpoint())
            .setCredentials(NoCredentials.getInstance())
            .setUseInt64Timestamps(true)
            .build()
            .getService();
  }

  /**
   * Starts one, by the script of its name in {@code interop/bigquery}, which has installed it
   * before. What it says is in {@code target}.
   */
  static Emulator start(String name) throws IOException, InterruptedException {
    int rest = free();
    int grpc = free();
    Process process =
        new ProcessBuilder(
                Path.of("..", "interop", "bigquery", name).toString(),
                Integer.toString(rest),
                Integer.toString(grpc))
            .redirectErrorStream(true)
            .redirectOutput(Path.of("target", name + ".log").toFile())
            .start();
    for (int i = 0; !listens(rest) || !listens(grpc); i++) {
      assertThat(process.isAlive() && i < PATIENCE).as("%s starts", name).isTrue();
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return new Emulator(process, rest, grpc);
  }

  private static int free() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private String apiEndpoint() {
    return "http://127.0.0.1:" + rest;
  }

  /** Where the Storage Write API is, without TLS: host and port. */
  String storageEndpoint() {
    return "127.0.0.1:" + grpc;
  }

  /** The settings by which the target finds it, but for the dataset. */
  ObjectNode settings() {
    return Settings.object("{'credentials': 'none'}")
        .put("project", PROJECT)
        .put("api_endpoint", apiEndpoint());
  }

  /** A dataset that is not there yet. */
  Destination dataset() {
    return new OneDataset(settings().put("dataset", "d" + datasets++), client);
  }

  /** Google's own, signed in as nobody. */
  BigQuery client() {
    return client;
  }

  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  /** A dataset of a project, as a destination. */
  record OneDataset(ObjectNode settings, BigQuery client) implements Destination {
    @Override
    public List<ObjectNode> rows(String stream) {
      return TableRows.read(
          client,
          TableId.of(
              settings.path("project").asText(),
              settings.path("dataset").asText(),
              column(stream)));
    }

    @Override
    public String column(String property) {
      return new BigqueryDialect(Settings.config("{}")).dialect().identifiers().column(property);
    }
  }
}
