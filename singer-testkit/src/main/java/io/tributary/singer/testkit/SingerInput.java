package io.tributary.singer.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.singer.json.RawJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A recorded input of a target, named for what it tries, and what must become of it: {@code
 * <name>.singer} and, written down by hand, {@code <name>.expected.json}. {@code ${root}} in it
 * stands for the address of a folder of the run's own.
 */
public final class SingerInput {
  private static final String INPUT = ".singer";

  private final String name;
  private final byte[] bytes;
  private final ObjectNode expected;

  private SingerInput(String name, byte[] bytes, ObjectNode expected) {
    this.name = name;
    this.bytes = bytes;
    this.expected = expected;
  }

  /** All recorded inputs, by name. */
  public static List<SingerInput> all() {
    try {
      URI folder = SingerInput.class.getResource("/singer").toURI();
      if (!folder.getScheme().equals("jar")) {
        return in(Path.of(folder));
      }
      try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
        return in(jar.getPath("/singer"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The recorded input of this name, without its ending. */
  public static SingerInput named(String name) {
    return all().stream().filter(input -> input.name.equals(name)).findAny().orElseThrow();
  }

  private static List<SingerInput> in(Path folder) throws IOException {
    List<SingerInput> inputs = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(INPUT)) {
          String stem = name.substring(0, name.length() - INPUT.length());
          Path expected = folder.resolve(stem + ".expected.json");
          inputs.add(
              new SingerInput(
                  stem,
                  Files.readAllBytes(file),
                  (ObjectNode) Json.MAPPER.readTree(Files.readAllBytes(expected))));
        }
      }
    }
    return inputs;
  }

  String name() {
    return name;
  }

  /** The input as the file holds it. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** What must become of it, as the file says. */
  ObjectNode expected() {
    return expected;
  }

  /** The exit codes that are right; 0 alone unless said otherwise. */
  List<Integer> exits() {
    List<Integer> codes = new ArrayList<>();
    expected.path("exit").forEach(code -> codes.add(code.intValue()));
    return codes.isEmpty() ? List.of(0) : codes;
  }

  boolean succeeds() {
    return exits().contains(0);
  }

  /** What standard error must mention. */
  List<String> says() {
    List<String> texts = new ArrayList<>();
    expected.path("says").forEach(text -> texts.add(text.textValue()));
    return texts;
  }

  boolean has(String expectation) {
    return expected.has(expectation);
  }

  /** The settings that it takes, with {@code root} for its folder. */
  ObjectNode settings(URI root) {
    return expected.has("settings")
        ? (ObjectNode) RawJson.of(placed(expected.get("settings").toString(), root)).tree()
        : Json.MAPPER.createObjectNode();
  }

  /** The input, with {@code root} for its folder. */
  byte[] bytes(URI root) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return placed(text, root).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String placed(String text, URI root) {
    String address = root.toString();
    return text.replace(
        "${root}", address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
  }

  /** The values of the STATE messages, as they stand in the input. */
  List<String> states() {
    return Arrival.of(bytes).stream()
        .filter(arrival -> arrival.type().equals("STATE"))
        .map(Arrival::stateText)
        .toList();
  }

  /** The rows by stream that {@code under} holds. */
  Map<String, List<ObjectNode>> rows(String under) {
    JsonNode at = under.isEmpty() ? expected : expected.path(under);
    Map<String, List<ObjectNode>> rows = new LinkedHashMap<>();
    at.path("rows")
        .properties()
        .forEach(
            stream -> {
              List<ObjectNode> objects = new ArrayList<>();
              stream.getValue().forEach(row -> objects.add((ObjectNode) row));
              rows.put(stream.getKey(), objects);
            });
    return rows;
  }

  @Override
  public String toString() {
    return name + ": " + expected.path("tries").asText();
  }
}
