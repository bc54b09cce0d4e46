package io.tributary.target.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.testkit.Cli;
import java.nio.file.Path;
import java.util.List;

/** A stream of orders, whose properties nest, and the stand-in that it is loaded into. */
final class Orders implements AutoCloseable {
  private static final String ORDERS =
      "{'type':'SCHEMA','stream':'orders','key_properties':['id'],'schema':{'type':'object',"
          + "'properties':{'id':{'type':'integer'},%s}}}\n";

  static final String ADDRESS =
      "'address':{'type':['null','object'],'properties':{'city':{'type':['null','string']},"
          + "'zip':{'type':['null','integer']}}}";

  static final String ITEMS =
      "'items':{'type':['null','array'],'items':{'type':'object','additionalProperties':false,"
          + "'properties':{'sku':{'type':'string'},'count':{'type':'integer'},"
          + "'tags':{'type':'array','items':{'type':'string'}}}}}";

  private final Trial trial;

  Orders(Path folder) {
    trial = new Trial(folder);
  }

  Trial trial() {
    return trial;
  }

  void load(String input) {
    Cli.Outcome outcome = load("{}", input);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
  }

  Cli.Outcome load(String settings, String input) {
    return trial.load(settings, input);
  }

  List<String> lines(String sql) {
    return trial.bigquery.lines(sql);
  }

  static String schema(String properties) {
    return ORDERS.formatted(properties);
  }

  static String order(int id, String rest) {
    return "{'type':'RECORD','stream':'orders','record':{'id':%d,%s}}\n".formatted(id, rest);
  }

  /** A column's type, as BigQuery describes it. */
  String type(String column) {
    for (JsonNode field : trial.bigquery.table("raw", "orders").path("schema").path("fields")) {
      if (field.path("name").asText().equals(column)) {
        return StructText.described(Described.field(field));
      }
    }
    return "";
  }

  @Override
  public void close() {
    trial.close();
  }
}
