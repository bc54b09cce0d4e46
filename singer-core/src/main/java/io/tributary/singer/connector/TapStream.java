package io.tributary.singer.connector;

import io.tributary.singer.schema.Field;
import io.tributary.singer.schema.JsonSchema;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One kind of record: its name, shape and identity, how it is brought up to date, and where it is
 * read.
 *
 * @param keys the fields that identify a record; empty if nothing does
 * @param traits what the catalog says besides
 */
public record TapStream(
    String name,
    JsonSchema schema,
    List<String> keys,
    Replication replication,
    Traits traits,
    RecordSource source) {

  public TapStream {
    keys = List.copyOf(keys);
  }

  /** A stream without keys that is read in full every time. */
  public static TapStream of(String name, JsonSchema schema, RecordSource source) {
    return new TapStream(name, schema, List.of(), Replication.FULL_TABLE, Traits.NONE, source);
  }

  public TapStream keyedBy(String... names) {
    return new TapStream(name, schema, List.of(names), replication, traits, source);
  }

  public TapStream replicated(Replication how) {
    return new TapStream(name, schema, keys, how, traits, source);
  }

  /** This stream, read only if a catalog selects it. */
  public TapStream onRequest() {
    return with(new Traits(false, traits.unselectedFields, traits.parent));
  }

  /** This stream without some fields, unless a catalog selects them: secrets, or costly ones. */
  public TapStream withoutByDefault(String... fields) {
    return with(new Traits(traits.selectedByDefault, Set.of(fields), traits.parent));
  }

  /**
   * This stream as one whose records belong to those of another.
   *
   * @param fields those that name the other's record, which no catalog can leave out
   */
  public TapStream childOf(String other, String... fields) {
    Parent parent = new Parent(other, Set.of(fields));
    return with(new Traits(traits.selectedByDefault, traits.unselectedFields, Optional.of(parent)));
  }

  private TapStream with(Traits other) {
    return new TapStream(name, schema, keys, replication, other, source);
  }

  /** The names of all fields, in the schema's order. */
  public Set<String> fieldNames() {
    Set<String> names = new LinkedHashSet<>();
    for (Field field : schema.fields()) {
      names.add(field.name());
    }
    return names;
  }

  /** The stream that records belong to, and their fields that name a record of it. */
  public record Parent(String stream, Set<String> fields) {
    public Parent {
      fields = Set.copyOf(fields);
    }
  }

  /** The fields that are kept whatever a catalog says, beside the replication key. */
  public Set<String> automaticFields() {
    Set<String> names = new LinkedHashSet<>(keys);
    traits.parent.ifPresent(parent -> names.addAll(parent.fields));
    return names;
  }

  /**
   * What a stream's catalog entry says besides.
   *
   * @param selectedByDefault whether it is read when the catalog does not say
   * @param unselectedFields the fields that are left out when the catalog does not say
   * @param parent the stream that these records belong to, if they do
   */
  public record Traits(
      boolean selectedByDefault, Set<String> unselectedFields, Optional<Parent> parent) {
    static final Traits NONE = new Traits(true, Set.of(), Optional.empty());

    public Traits {
      unselectedFields = Set.copyOf(unselectedFields);
    }
  }
}
