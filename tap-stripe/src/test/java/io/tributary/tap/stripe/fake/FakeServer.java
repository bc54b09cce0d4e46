package io.tributary.tap.stripe.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Speaks HTTP on a port of this machine, and breaks off where it is told to. Thread-safe. */
final class FakeServer implements AutoCloseable {
  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

  private final ServerSocket server;
  private final Desk desk;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** What answers requests. */
  @FunctionalInterface
  interface Desk {
    /** Called on several threads at once. */
    Reply answer(String account, URI uri);
  }

  /**
   * An answer.
   *
   * @param date the time that it says it is
   */
  record Reply(int status, String date, ObjectNode body, Optional<Fault> fault) {}

  FakeServer(Desk desk) {
    this.desk = desk;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        threads.execute(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed: that is how it ends
    }
  }

  /** Answers requests until the client is gone, or a fault ends it. */
  private void serve(Socket socket) {
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      socket.setTcpNoDelay(true);
      String line = in.readLine();
      while (line != null) {
        String target = line.split(" ", -1)[1];
        String account = "";
        for (String header = in.readLine(); !header.isEmpty(); header = in.readLine()) {
          if (header.startsWith("Stripe-Account: ")) {
            account = header.substring("Stripe-Account: ".length());
          }
        }
        if (!send(desk.answer(account, URI.create(target)), socket.getOutputStream())) {
          return;
        }
        line = in.readLine();
      }
    } catch (IOException e) {
      // the client went away
    }
  }

  /** Says whether the connection lives on. */
  private static boolean send(Reply reply, OutputStream out) throws IOException {
    byte[] body = Json.MAPPER.writeValueAsBytes(reply.body());
    if (reply.fault().isEmpty()) {
      return send(out, reply.status(), reply.date(), body, 0);
    }
    return switch (reply.fault().get()) {
      case TOO_MANY_REQUESTS -> send(out, 429, reply.date(), NOTHING, 0);
      case SERVER_ERROR -> send(out, 500, reply.date(), NOTHING, 0);
      case RESET -> false;
      case TRUNCATED_BODY -> send(out, reply.status(), reply.date(), body, body.length / 2);
    };
  }

  /** A client that is asked to wait is asked to wait for no time. */
  private static boolean send(OutputStream out, int status, String date, byte[] body, int missing)
      throws IOException {
    String wait = status == 429 || status >= 500 ? "Retry-After: 0\r\n" : "";
    String head =
        "HTTP/1.1 %d -\r\nDate: %s\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(status, date, wait, body.length);
    out.write(head.getBytes(StandardCharsets.UTF_8));
    out.write(body, 0, body.length - missing);
    out.flush();
    return missing == 0;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
