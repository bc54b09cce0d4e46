package io.tributary.sandbox.entity;

import java.util.List;

/** Money that the platform sends to a connected account, and takes back now and then. */
public record Transfer(long serial, long created, Account destination, long cents, long reversedAt)
    implements Entity {

  @Override
  public Kind kind() {
    return Kind.TRANSFER;
  }

  @Override
  public List<Change> changes() {
    return new Change.Log()
        .add(created, "transfer.created")
        .add(reversedAt, "transfer.reversed")
        .inOrder();
  }
}
