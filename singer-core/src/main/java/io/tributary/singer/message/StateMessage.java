package io.tributary.singer.message;

import io.tributary.singer.json.RawJson;

/** A resume point. Its value is the tap's own business: a target passes the text on untouched. */
public record StateMessage(RawJson value) implements Message {
  @Override
  public void accept(MessageHandler handler) throws InterruptedException {
    handler.onState(this);
  }
}
