package io.tributary.tap.stripe.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.tap.stripe.record.Bookkeeping;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where the records and positions of one stream's accounts come together: records say which account
 * they are of, and each position holds the newest of every account. Thread-safe.
 */
final class AccountOutputs {
  private final RecordOutput out;
  private final ReentrantLock lock = new ReentrantLock();
  private final ObjectNode positions;

  AccountOutputs(Optional<JsonNode> bookmark, RecordOutput out) {
    this.out = out;
    this.positions =
        bookmark.orElse(null) instanceof ObjectNode object
            ? object.deepCopy()
            : JsonNodeFactory.instance.objectNode();
  }

  RecordOutput of(Account account) {
    return new Own(account);
  }

  /** What one account's reader puts its records into. */
  private final class Own implements RecordOutput {
    private final Account account;

    private Own(Account account) {
      this.account = account;
    }

    @Override
    public void record(ObjectNode record) throws InterruptedException {
      if (!account.id().isEmpty()) {
        record.put(Bookkeeping.ACCOUNT, account.id());
      }
      out.record(record);
    }

    @Override
    public void position(JsonNode position) throws InterruptedException {
      JsonNode own = position.path(Position.ACCOUNTS).path(account.name());
      lock.lockInterruptibly();
      try {
        positions.withObjectProperty(Position.ACCOUNTS).set(account.name(), own.deepCopy());
        if (position.has(Position.VERSION)) {
          positions.set(Position.VERSION, position.get(Position.VERSION));
        }
        out.position(positions); // under the lock, lest an older one comes last
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void skipped(String reason) {
      out.skipped(reason);
    }

    @Override
    public void expect(long total) {
      out.expect(total);
    }
  }
}
