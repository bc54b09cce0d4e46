package io.tributary.singer.connector;

import io.tributary.singer.schema.Field;
import io.tributary.singer.schema.JsonSchema;
import java.util.LinkedHashSet;
import java.util.List;
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
    return new TapStream(
        name, schema, keys, replication, new Traits(false, traits.unselectedFields), source);
  }

  /** This stream without some fields, unless a catalog selects them: secrets, or costly ones. */
  public TapStream withoutByDefault(String... fields) {
    return new TapStream(
        name,
        schema,
        keys,
        replication,
        new Traits(traits.selectedByDefault, Set.of(fields)),
        source);
  }

  /** The names of all fields, in the schema's order. */
  public Set<String> fieldNames() {
    Set<String> names = new LinkedHashSet<>();
    for (Field field : schema.fields()) {
      names.add(field.name());
    }
    return names;
  }

  /**
   * What a stream's catalog entry says besides.
   *
   * @param selectedByDefault whether it is read when the catalog does not say
   * @param unselectedFields the fields that are left out when the catalog does not say
   */
  public record Traits(boolean selectedByDefault, Set<String> unselectedFields) {
    static final Traits NONE = new Traits(true, Set.of());

    public Traits {
      unselectedFields = Set.copyOf(unselectedFields);
    }
  }
}
