package io.tributary.target.bigquery.standin.sql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.target.bigquery.standin.store.ApiError;
import java.util.List;
import java.util.Locale;

/** What OPTIONS(...) says of a table or a column, as its resource says it. */
final class Options {
  private final Scope scope;
  private final Translator translator;

  Options(Scope scope, Translator translator) {
    this.scope = scope;
    this.translator = translator;
  }

  /** Reads the options that come next into a table or a field. */
  void read(Tokens in, ObjectNode resource) {
    in.expect("OPTIONS");
    for (List<Token> option : Tokens.split(in.parenthesized())) {
      if (option.size() < 3 || !option.get(1).is("=")) {
        throw ApiError.query("Syntax error: Unexpected option");
      }
      apply(resource, option.get(0).value(), option.subList(2, option.size()));
    }
  }

  private void apply(ObjectNode resource, String name, List<Token> value) {
    boolean isNull = value.get(0).is("NULL");
    switch (name.toLowerCase(Locale.ROOT)) {
      case "description" -> text(resource, "description", value);
      case "friendly_name" -> text(resource, "friendlyName", value);
      case "require_partition_filter" ->
          resource.put("requirePartitionFilter", value.get(0).is("TRUE"));
      case "expiration_timestamp" -> {
        resource.remove("expirationTime");
        if (!isNull) {
          String millis = "SELECT CAST(epoch_ms(" + translator.sql(value) + ") AS VARCHAR)";
          resource.put("expirationTime", one(millis));
        }
      }
      case "partition_expiration_days" -> {
        if (resource.get("timePartitioning") instanceof ObjectNode partitioning) {
          partitioning.remove("expirationMs");
          if (!isNull) {
            String millis = "SELECT CAST(86400000 * (" + translator.sql(value) + ") AS BIGINT)";
            partitioning.put("expirationMs", one(millis));
          }
        } else if (!isNull) {
          throw ApiError.query(
              "partition_expiration_days can only be set for tables partitioned by time");
        }
      }
      case "kms_key_name" -> {
        ObjectNode key = resource.putObject("encryptionConfiguration");
        key.put("kmsKeyName", value.get(0).value());
      }
      case "labels" -> {
        ObjectNode labels = resource.putObject("labels");
        for (List<Token> pair : Tokens.split(value.subList(1, value.size() - 1))) {
          labels.put(pair.get(1).value(), pair.get(3).value());
        }
      }
      case "policy_tags" -> {
        var names = resource.putObject("policyTags").putArray("names");
        value.stream()
            .filter(token -> token.kind() == Token.Kind.STRING)
            .forEach(token -> names.add(token.value()));
      }
      default -> throw ApiError.query("Unknown option: " + name);
    }
  }

  private String one(String sql) {
    return scope.catalog().duck().texts(sql).get(0).get(0);
  }

  private static void text(ObjectNode resource, String name, List<Token> value) {
    if (value.get(0).is("NULL")) {
      resource.remove(name);
    } else {
      resource.put(name, value.get(0).value());
    }
  }
}
