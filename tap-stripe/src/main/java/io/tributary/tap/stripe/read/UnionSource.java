package io.tributary.tap.stripe.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.RecordSource;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one stream from several sources, one after the other, each with a position of its own. */
public final class UnionSource implements RecordSource {
  private final Map<String, RecordSource> sources;
  private volatile @Nullable ObjectNode begun;

  /** The sources by the names that their positions have in the state, in the order of reading. */
  public UnionSource(Map<String, RecordSource> sources) {
    this.sources = sources;
  }

  @Override
  public void prepare(ReadRequest request) {
    sources.forEach((name, source) -> source.prepare(of(name, request)));
  }

  @Override
  public Optional<JsonNode> begin(ReadRequest request) throws IOException, InterruptedException {
    ObjectNode positions = known(request);
    boolean isNews = false;
    for (Map.Entry<String, RecordSource> source : sources.entrySet()) {
      Optional<JsonNode> begun = source.getValue().begin(of(source.getKey(), request));
      begun.ifPresent(position -> positions.set(source.getKey(), position));
      isNews |= begun.isPresent();
    }
    begun = positions;
    return isNews ? Optional.of(positions.deepCopy()) : Optional.empty();
  }

  private static ObjectNode known(ReadRequest request) {
    return request.bookmark().orElseGet(JsonNodeFactory.instance::objectNode)
            instanceof ObjectNode known
        ? known.deepCopy()
        : JsonNodeFactory.instance.objectNode();
  }

  @Override
  public void read(ReadRequest request, RecordOutput out) throws IOException, InterruptedException {
    ObjectNode positions = begun == null ? known(request) : begun;
    for (Map.Entry<String, RecordSource> source : sources.entrySet()) {
      source.getValue().read(of(source.getKey(), request), part(source.getKey(), positions, out));
    }
  }

  private static ReadRequest of(String name, ReadRequest request) {
    Optional<JsonNode> own =
        request.bookmark().map(all -> all.path(name)).filter(JsonNode::isObject);
    return new ReadRequest(own, request.fields(), request.limit());
  }

  private static RecordOutput part(String name, ObjectNode positions, RecordOutput out) {
    return new RecordOutput() {
      @Override
      public void record(ObjectNode record) throws InterruptedException {
        out.record(record);
      }

      @Override
      public void position(JsonNode position) throws InterruptedException {
        positions.set(name, position);
        out.position(positions.deepCopy());
      }

      @Override
      public void skipped(String reason) {
        out.skipped(reason);
      }
    };
  }
}
