package io.tributary.tap.stripe.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.connector.Windows;
import io.tributary.singer.http.Answer;
import io.tributary.singer.http.HttpException;
import io.tributary.singer.http.Request;
import io.tributary.tap.stripe.api.StripeApi;
import io.tributary.tap.stripe.api.StripeRefusals;
import io.tributary.tap.stripe.record.RecordShape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads lists that depend on two things: for each of one kind and each of another, a list. */
public final class NestedSource implements RecordSource {
  private final StripeApi api;
  private final Lists lists;
  private final int parallel;
  private final RecordShape shape;

  /** What is asked, one request depending on the answer to another. */
  @FunctionalInterface
  public interface Lists {
    /** Hands over each list, with the columns that tell what it is of. */
    void read(Reader reader) throws IOException, InterruptedException;
  }

  /** What to do with a list. */
  @FunctionalInterface
  interface Reader {
    /** Called once for each list. */
    void list(Request list, Map<String, String> columns) throws IOException, InterruptedException;
  }

  private record Wanted(Request list, Map<String, String> columns) {}

  public NestedSource(StripeApi api, Lists lists, int parallel, RecordShape shape) {
    this.api = api;
    this.lists = lists;
    this.parallel = parallel;
    this.shape = shape;
  }

  @Override
  public void read(ReadRequest request, RecordOutput out) throws IOException, InterruptedException {
    List<Wanted> some = new ArrayList<>();
    lists.read(
        (list, columns) -> {
          some.add(new Wanted(list, columns));
          if (some.size() >= api.pageSize()) {
            read(some, out);
          }
        });
    read(some, out);
  }

  private void read(List<Wanted> some, RecordOutput out) throws IOException, InterruptedException {
    Windows.read(some, parallel, wanted -> one(wanted, out), wanted -> {});
    some.clear();
  }

  private void one(Wanted wanted, RecordOutput out) throws IOException, InterruptedException {
    try {
      api.pages(wanted.list(), page -> records(page, wanted.columns(), out));
    } catch (HttpException refusal) {
      if (!StripeRefusals.isMissing(refusal)) {
        throw refusal;
      }
    }
  }

  private void records(Answer page, Map<String, String> columns, RecordOutput out)
      throws InterruptedException {
    for (JsonNode node : StripeApi.objects(page)) {
      ObjectNode record = StripeApi.object(node, page.request());
      columns.forEach(
          (column, value) -> {
            if (!record.hasNonNull(column)) {
              record.put(column, value);
            }
          });
      out.record(shape.shape(record));
    }
  }
}
