package io.tributary.trials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.cli.SingerCli;
import io.tributary.singer.config.Setting;
import io.tributary.singer.connector.Replication;
import io.tributary.singer.connector.Tap;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import java.util.List;

/** A tap whose records are what the feed says, read in order or in parts. */
public final class SyntheticTap implements Tap<SyntheticTap.Config> {
  /** The settings. */
  public record Config(
      @Setting("What the records are made from.") long seed,
      @Setting("How many records there are.") int records) {}

  private static final JsonSchema SCHEMA =
      JsonSchema.object()
          .property("id", LogicalType.INTEGER)
          .property("n", LogicalType.INTEGER)
          .property("text", LogicalType.STRING);

  public static void main(String[] args) {
    SingerCli.main(new SyntheticTap(), args);
  }

  @Override
  public String name() {
    return "tap-synthetic";
  }

  @Override
  public String description() {
    return "Makes up records.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public List<TapStream> streams(Config config) {
    return List.of(
        TapStream.of(
                "sorted",
                SCHEMA,
                (request, out) -> {
                  int from = request.bookmark().map(JsonNode::asInt).orElse(0);
                  for (int n = from; n < config.records(); n++) {
                    out.record(record(config, n));
                  }
                })
            .keyedBy("id")
            .replicated(new Replication.Incremental("n", Replication.Order.SORTED)),
        TapStream.of(
                "marked",
                SCHEMA,
                (request, out) -> {
                  int from = request.bookmark().map(JsonNode::asInt).orElse(0);
                  for (int n = from; n < config.records(); n++) {
                    out.record(record(config, n));
                    if (n % 50 == 49) {
                      out.position(RawJson.of(Integer.toString(n + 1)).tree());
                    }
                  }
                })
            .keyedBy("id")
            .replicated(new Replication.Positioned()));
  }

  /** Keys come again, so that the order of arrival matters. */
  static ObjectNode record(Config config, int n) {
    long mixed = ((config.seed() * 31 + n) * 0x9E3779B97F4A7C15L) >>> 33;
    return (ObjectNode)
        RawJson.of("{\"id\":" + mixed % 900 + ",\"n\":" + n + ",\"text\":\"record " + mixed + "\"}")
            .tree();
  }
}
