package io.tributary.tap.googleads.field;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The fields and resources of one version of Google Ads' API. A value; thread-safe. */
public final class FieldCatalog {
  private final String version;
  private final Map<String, AdsField> fields;
  private final Map<String, AdsResource> resources;
  private final Companions companions;

  FieldCatalog(
      String version,
      Map<String, AdsField> fields,
      Map<String, AdsResource> resources,
      Companions companions) {
    this.version = version;
    this.fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    this.resources = Collections.unmodifiableMap(new TreeMap<>(resources));
    this.companions = companions;
  }

  /** Of which version, such as {@code v25}. */
  public String version() {
    return version;
  }

  public Optional<AdsField> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** All fields, by name. */
  public Collection<AdsField> fields() {
    return fields.values();
  }

  public Optional<AdsResource> resource(String name) {
    return Optional.ofNullable(resources.get(name));
  }

  /** All resources, by name. */
  public Collection<AdsResource> resources() {
    return resources.values();
  }

  Companions companions() {
    return companions;
  }

  /** Whether a field can be selected from a resource. */
  public boolean isSelectable(String from, String field) {
    AdsResource resource = resources.get(from);
    return resource != null && fields.containsKey(field) && resource.selects(field);
  }

  /** Every attribute of the resource itself, by name. */
  public List<String> attributes(String resource) {
    return fields.keySet().stream().filter(name -> AdsField.root(name).equals(resource)).toList();
  }

  /** Two fields that no query can have together. */
  public record Clash(String one, String other) {}

  /**
   * The first two of these fields that cannot be selected together, the later of them second. The
   * attributes of what is joined to a resource go with all that can be selected from it.
   */
  public Optional<Clash> clash(String from, List<String> fields) {
    List<String> joined = resource(from).map(AdsResource::joined).orElse(List.of());
    List<String> selected =
        fields.stream().filter(field -> !joined.contains(AdsField.root(field))).toList();
    for (int later = 1; later < selected.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        if (companions.areApart(selected.get(earlier), selected.get(later))) {
          return Optional.of(new Clash(selected.get(earlier), selected.get(later)));
        }
      }
    }
    return Optional.empty();
  }
}
