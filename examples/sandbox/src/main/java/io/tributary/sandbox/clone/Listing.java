package io.tributary.sandbox.clone;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One list of clones, as a row of {@code listings.tsv} says: where it is, what its objects look
 * like and how many there are, what they are given, and what requests may and must say.
 */
public record Listing(
    int row, Address address, Form form, Amount amount, Parameters parameters, String event) {

  /**
   * Where the list is; whether it is shown as a list, page by page or whole, and its objects one by
   * one.
   */
  record Address(String path, List<String> segments, Set<String> serves) {
    static Address of(String path, String serves) {
      List<String> segments = Arrays.asList(path.substring(1).split("/"));
      return new Address(path, segments, Set.copyOf(Cell.list(serves)));
    }

    boolean servesList() {
      return serves.contains("list") || isWhole();
    }

    boolean servesOne() {
      return serves.contains("one");
    }

    boolean isWhole() {
      return serves.contains("whole");
    }
  }

  /** What the objects look like: the fixture, how ids begin, and the fields that are set. */
  record Form(Shape shape, String prefix, List<Trait> traits) {}

  /**
   * The parameters that a request may have, each with the field it is compared with, empty if it
   * changes nothing; and those that it must have.
   */
  public record Parameters(Map<String, String> filters, List<String> required) {
    private static final String CREATED = "created";

    static Parameters of(String filters, String required) {
      Map<String, String> fields = new TreeMap<>();
      for (String filter : Cell.list(filters)) {
        boolean ignored = filter.endsWith("*");
        String name = ignored ? filter.substring(0, filter.length() - 1) : filter;
        fields.put(name, ignored ? "" : name);
      }
      return new Parameters(fields, Cell.list(required));
    }

    public boolean hasCreated() {
      return filters.containsKey(CREATED);
    }
  }

  static Listing of(int row, String line) {
    List<String> cells = List.of(line.split("\t", -1));
    Form form =
        new Form(
            Shape.named(cells.get(2)),
            cells.get(3),
            Cell.words(cells.get(5)).stream().map(Trait::of).toList());
    return new Listing(
        row,
        Address.of(cells.get(0), cells.get(1)),
        form,
        Amount.of(cells.get(4)),
        Parameters.of(cells.get(6), cells.get(7)),
        Cell.list(cells.get(8)).stream().findFirst().orElse(""));
  }

  public String path() {
    return address.path();
  }

  /** The value of the property {@code object}. */
  public String object() {
    return form.shape().object();
  }

  /** Whether the list is of Stripe's second API, which pages and writes times in its own way. */
  public boolean isV2() {
    return path().startsWith("/v2/");
  }

  /** Whether the list has no pages, and refuses the parameters of pages. */
  public boolean isWhole() {
    return address.isWhole();
  }

  /** The path of the list that holds the objects this one hangs on; none if it stands alone. */
  public Optional<String> parentPath() {
    int brace = path().indexOf("/{");
    return brace < 0 ? Optional.empty() : Optional.of(path().substring(0, brace));
  }

  /** What the objects that this list hangs on are called, as messages name them. */
  public String parentObject() {
    List<String> segments = address.segments();
    String plural = segments.get(segments.indexOf(braces()) - 1);
    return plural.endsWith("s") ? plural.substring(0, plural.length() - 1) : plural;
  }

  private String braces() {
    return address.segments().stream()
        .filter(part -> part.startsWith("{"))
        .findFirst()
        .orElseThrow();
  }

  /** What a request's path leaves for the braces, or empty if it is another path. */
  Optional<List<String>> match(List<String> segments) {
    List<String> own = address.segments();
    if (own.size() != segments.size()) {
      return Optional.empty();
    }
    for (int i = 0; i < own.size(); i++) {
      if (!own.get(i).startsWith("{") && !own.get(i).equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(
        IntStream.range(0, own.size())
            .filter(i -> own.get(i).startsWith("{"))
            .mapToObj(segments::get)
            .collect(Collectors.toList()));
  }
}
