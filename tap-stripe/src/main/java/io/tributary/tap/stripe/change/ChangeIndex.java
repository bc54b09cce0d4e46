package io.tributary.tap.stripe.change;

import io.tributary.tap.stripe.api.ScratchFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The changes of many objects, by the list that they are in and their id. Thread-safe.
 *
 * <p>They are in memory up to a number. Beyond that each is written down as it comes, to one of a
 * few dozen files by its id, and only one file's changes are in memory while they are read.
 */
final class ChangeIndex {
  static final int IN_MEMORY = 150_000;

  private static final int PARTS = 64;
  private static final int BUFFER = 32 * 1024;

  /** An object: the number of its list, and its id. */
  private record Key(int list, String id) {}

  /** What to do with changes. */
  @FunctionalInterface
  public interface Reader {
    /** Called with some of the objects at a time, each of them once, by their ids. */
    void read(Map<String, Change> changes) throws IOException, InterruptedException;
  }

  private final int inMemory;
  private final Map<Key, Change> changes = new HashMap<>();
  private @Nullable List<Part> parts;

  /**
   * @param inMemory how many objects are held in memory
   */
  ChangeIndex(int inMemory) {
    this.inMemory = inMemory;
  }

  synchronized void add(int list, String id, Change change) throws IOException {
    Key key = new Key(list, id);
    if (parts != null) {
      write(key, change, parts);
      return;
    }
    changes.merge(key, change, Change::and);
    if (changes.size() > inMemory) {
      spill();
    }
  }

  /** Whether an event of this time may be the newest that is known of an object. */
  synchronized boolean isNews(int list, String id, long at) {
    Change known = changes.get(new Key(list, id));
    return known == null || known.last() == null || known.last().at() <= at;
  }

  private void spill() throws IOException {
    List<Part> files = new ArrayList<>();
    for (int i = 0; i < PARTS; i++) {
      files.add(new Part(ScratchFile.open()));
    }
    for (Map.Entry<Key, Change> entry : changes.entrySet()) {
      write(entry.getKey(), entry.getValue(), files);
    }
    changes.clear();
    parts = files;
  }

  private static void write(Key key, Change change, List<Part> parts) throws IOException {
    parts.get(Math.floorMod(key.id().hashCode(), PARTS)).write(key, change);
  }

  /** Reads the changes of a list's objects, when all of them are known. */
  void read(int list, Reader reader) throws IOException, InterruptedException {
    List<Part> files;
    Map<String, Change> own = new HashMap<>();
    synchronized (this) {
      files = parts;
      for (Map.Entry<Key, Change> entry : changes.entrySet()) {
        if (entry.getKey().list() == list) {
          own.put(entry.getKey().id(), entry.getValue());
        }
      }
    }
    if (files == null) {
      reader.read(own);
    } else {
      for (Part part : files) {
        reader.read(part.of(list));
      }
    }
  }

  /** The changes of some objects, as they came. Under the index's lock, but for reading. */
  private static final class Part {
    private final ScratchFile file;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(BUFFER);

    private Part(ScratchFile file) {
      this.file = file;
    }

    private synchronized void write(Key key, Change change) throws IOException {
      DataOutputStream out = new DataOutputStream(buffer);
      out.writeInt(key.list());
      out.writeUTF(key.id());
      change.writeTo(out);
      if (buffer.size() > BUFFER) {
        flush();
      }
    }

    private void flush() throws IOException {
      file.add(buffer.toByteArray());
      buffer.reset();
    }

    private synchronized Map<String, Change> of(int list) throws IOException {
      flush();
      Map<String, Change> own = new HashMap<>();
      try (DataInputStream in =
          new DataInputStream(new BufferedInputStream(file.stream(), BUFFER))) {
        while (true) {
          int number = in.readInt();
          String id = in.readUTF();
          Change change = Change.readFrom(in);
          if (number == list) {
            own.merge(id, change, Change::and);
          }
        }
      } catch (EOFException e) {
        return own; // that is how it ends
      }
    }
  }
}
