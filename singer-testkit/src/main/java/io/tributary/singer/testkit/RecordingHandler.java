package io.tributary.singer.testkit;

import io.tributary.singer.message.ActivateVersionMessage;
import io.tributary.singer.message.BatchMessage;
import io.tributary.singer.message.Message;
import io.tributary.singer.message.MessageHandler;
import io.tributary.singer.message.RecordMessage;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.message.StateMessage;
import java.util.ArrayList;
import java.util.List;

/** Keeps the messages it takes. Thread-safe. */
public final class RecordingHandler implements MessageHandler {
  private final List<Message> messages = new ArrayList<>();

  /** What has come so far. */
  public synchronized List<Message> messages() {
    return List.copyOf(messages);
  }

  /** The messages of one kind that have come so far. */
  public <M extends Message> List<M> messages(Class<M> kind) {
    return messages().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The texts of the records of one stream. */
  public List<String> records(String stream) {
    return messages(RecordMessage.class).stream()
        .filter(record -> record.stream().equals(stream))
        .map(record -> record.record().text())
        .toList();
  }

  @Override
  public synchronized void onSchema(SchemaMessage schema) {
    messages.add(schema);
  }

  @Override
  public synchronized void onRecord(RecordMessage record) {
    messages.add(
        new RecordMessage(
            record.stream(), record.record().copy(), record.version(), record.timeExtracted()));
  }

  @Override
  public synchronized void onState(StateMessage state) {
    messages.add(new StateMessage(state.value().copy()));
  }

  @Override
  public synchronized void onActivateVersion(ActivateVersionMessage activation) {
    messages.add(activation);
  }

  @Override
  public synchronized void onBatch(BatchMessage batch) {
    messages.add(batch);
  }
}
