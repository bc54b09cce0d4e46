package io.tributary.tap.stripe.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.connector.ReadCost;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.RecordSource;
import io.tributary.tap.stripe.record.RecordShape;
import java.io.IOException;
import java.util.Optional;

/** Reads a stream, and says in the end what there was that its schema does not know. */
public final class CheckedSource implements RecordSource {
  private final RecordSource source;
  private final RecordShape shape;

  /**
   * @param shape what the source gives its records
   */
  public CheckedSource(RecordSource source, RecordShape shape) {
    this.source = source;
    this.shape = shape;
  }

  @Override
  public void prepare(ReadRequest request) {
    source.prepare(request);
  }

  @Override
  public Optional<JsonNode> begin(ReadRequest request) throws IOException, InterruptedException {
    return source.begin(request);
  }

  @Override
  public Optional<ReadCost> cost(ReadRequest request) throws IOException, InterruptedException {
    return source.cost(request);
  }

  @Override
  public void read(ReadRequest request, RecordOutput out) throws IOException, InterruptedException {
    try {
      source.read(request, out);
    } finally {
      shape.reportUnknown();
    }
  }
}
