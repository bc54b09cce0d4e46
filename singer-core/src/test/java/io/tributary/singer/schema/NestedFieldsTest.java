package io.tributary.singer.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.RawJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NestedFieldsTest {
  @Test
  void takesObjectsAndArraysApart() {
    ColumnType type =
        type(
            "{'type':['null','object'],'properties':{'n':{'type':'integer'},'tags':{'type':'array',"
                + "'items':{'type':'string','contentEncoding':'base64','format':'binary'}}}}");

    Field tag = new Field("", ColumnType.BINARY, false, true);
    assertThat(type)
        .isEqualTo(
            ColumnType.object(
                List.of(
                    new Field("n", ColumnType.INTEGER, false),
                    new Field("tags", ColumnType.arrayOf(tag), false)),
                false));
    assertThat(type.hasParts()).isTrue();
    assertThat(type.isJson()).isFalse();
  }

  @Test
  void knowsWhetherAnObjectMayHaveOtherProperties() {
    String object = "{'type':'object','properties':{'a':{'type':'string'}}%s}";

    assertThat(type(object.formatted("")).parts().areAll()).isFalse();
    assertThat(type(object.formatted(",'additionalProperties':true")).parts().areAll()).isFalse();
    assertThat(type(object.formatted(",'additionalProperties':false")).parts().areAll()).isTrue();
    assertThat(
            type(object.formatted(",'additionalProperties':false,'patternProperties':{'x':{}}"))
                .parts()
                .areAll())
        .isFalse();
  }

  @Test
  void takesTheAlternativeToNullForTheThingItself() {
    Field field =
        field("{'anyOf':[{'type':'null'},{'type':'object','properties':{'a':{'type':'string'}}}]}");

    assertThat(field.nullable()).isTrue();
    assertThat(field.type().parts().fields())
        .containsExactly(new Field("a", ColumnType.STRING, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'object'}",
        "{'type':'object','additionalProperties':{'type':'string'}}",
        "{'type':['object','string'],'properties':{'a':{'type':'string'}}}",
        "{'type':'object','properties':{'a':{'type':'string'}},'allOf':[{}]}",
        "{'anyOf':[{'type':'object','properties':{'a':{}}},{'type':'object','properties':{}}]}",
        "{'type':'array'}",
        "{'type':'array','items':[{'type':'string'}]}",
        "{'type':'array','items':{'type':['null','string']}}",
        "{'type':'array','items':{}}",
        "{'type':'array','items':{'type':'object'}}",
        "{'type':'array','items':{'type':'array','items':{'type':'string'}}}",
        "{'type':'array','items':{'type':'string'},'prefixItems':[{'type':'integer'}]}"
      })
  void leavesWholeWhatTheSchemaSaysTooLittleOrTooMuchOf(String schema) {
    assertThat(type(schema).isJson()).isTrue();
    assertThat(type(schema).hasParts()).isFalse();
  }

  @Test
  void isJsonTogetherWithAnythingElse() {
    ColumnType object = type("{'type':'object','properties':{'a':{'type':'string'}}}");

    assertThat(object.widen(ColumnType.STRING)).isEqualTo(ColumnType.ANY);
    assertThat(ColumnType.STRING.widen(object)).isEqualTo(ColumnType.ANY);
  }

  private static ColumnType type(String definition) {
    return field(definition).type();
  }

  private static Field field(String definition) {
    ObjectNode property = (ObjectNode) RawJson.of(definition.replace('\'', '"')).tree();
    return NestedFields.of(JsonSchema.object().property("v", property)).get(0);
  }
}
