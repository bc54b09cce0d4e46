package io.tributary.singer.testkit;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.requestMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.matching.MatchResult;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A local server that answers as a recorded API did.
 *
 * <p>An exchange is kept in a {@code *.http} file: the request with the headers that it must have,
 * an empty line, the answer's status and headers, an empty line, and the body.
 *
 * <pre>{@code
 * GET /v1/charges?limit=100
 *
 * 200
 * Content-Type: application/json
 *
 * {"data": [], "has_more": false}
 * }</pre>
 *
 * <p>Files that ask the same thing answer one after the other, by file name, and the last of them
 * from then on. A request that no file answers gets 404, and closing this fails with the exchange
 * to add.
 */
public final class FakeApi implements AutoCloseable {
  private final WireMockServer server;

  private FakeApi(List<Exchange> exchanges) {
    server =
        new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
    Map<Object, List<Exchange>> byRequest = new LinkedHashMap<>();
    for (Exchange exchange : exchanges) {
      byRequest.computeIfAbsent(exchange.asked(), asked -> new ArrayList<>()).add(exchange);
    }
    byRequest.values().forEach(this::stub);
    server.start();
  }

  /** A server that answers as the {@code *.http} files of a folder of the module say. */
  public static FakeApi replaying(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Exchange> exchanges = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".http")).sorted().toList()) {
        exchanges.add(Exchange.parse(Files.readString(file)));
      }
      return new FakeApi(exchanges);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server that answers as these exchanges say, each written as in a file. */
  public static FakeApi answering(String... exchanges) {
    return new FakeApi(Stream.of(exchanges).map(Exchange::parse).toList());
  }

  /** The server's address, without a slash at the end. */
  public URI address() {
    return URI.create(server.baseUrl());
  }

  /** The requests so far, as {@code GET /v1/charges?limit=100}, oldest first. */
  public List<String> requests() {
    List<String> requests =
        new ArrayList<>(
            server.getAllServeEvents().stream()
                .map(event -> event.getRequest().getMethod() + " " + event.getRequest().getUrl())
                .toList());
    Collections.reverse(requests);
    return requests;
  }

  /**
   * Stops the server.
   *
   * @throws AssertionError if it was asked what it has no answer to, with the exchange to add
   */
  @Override
  public void close() {
    List<LoggedRequest> unknown = server.findAllUnmatchedRequests();
    server.stop();
    if (!unknown.isEmpty()) {
      throw new AssertionError(
          unknown.stream()
              .map(request -> request.getMethod() + " " + request.getUrl())
              .distinct()
              .map(line -> line + "\n\n200\nContent-Type: application/json\n\n{}\n")
              .collect(
                  Collectors.joining("\n", "No exchange answers what was asked. Add:\n\n", "")));
    }
  }

  private void stub(List<Exchange> answers) {
    for (int i = 0; i < answers.size(); i++) {
      Exchange exchange = answers.get(i);
      MappingBuilder stub =
          requestMatching(request -> MatchResult.of(exchange.answers(request)))
              .willReturn(answer(exchange));
      if (answers.size() > 1) {
        stub.inScenario(exchange.asked().toString())
            .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "answer " + i)
            .willSetStateTo("answer " + Math.min(i + 1, answers.size() - 1));
      }
      server.stubFor(stub);
    }
  }

  private static ResponseDefinitionBuilder answer(Exchange exchange) {
    ResponseDefinitionBuilder answer =
        aResponse().withStatus(exchange.status()).withBody(exchange.body());
    exchange.headers().forEach(answer::withHeader);
    return answer;
  }
}
