package io.tributary.tap.stripe.change;

import io.tributary.tap.stripe.api.ScratchFile.Piece;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What events tell of one object.
 *
 * @param at when the newest of them happened, in seconds of the epoch
 * @param type the type of that event
 * @param event the id of that event
 * @param isTied whether another one happened in the same second: then their order is not known
 * @param last the object as the newest event of its own showed it; null if there is none
 * @param former lists of what was listed inside of the object before, one for each event that says
 */
public record Change(
    long at, String type, String event, boolean isTied, @Nullable Sight last, List<Piece> former) {

  /**
   * An object as an event shows it.
   *
   * @param at when that was
   * @param born when the object was created; 0 if it does not say
   * @param isGone whether the event tells of its deletion
   * @param isCurrent whether it has the shape of the API version that is asked for
   * @param object where it is kept
   */
  public record Sight(long at, long born, boolean isGone, boolean isCurrent, Piece object) {
    /** The newer of two; of one second, the one after which there can be none. */
    private static @Nullable Sight newer(@Nullable Sight one, @Nullable Sight other) {
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      if (one.at == other.at) {
        return other.isGone ? other : one;
      }
      return one.at > other.at ? one : other;
    }
  }

  public Change {
    former = List.copyOf(former);
  }

  /** What is known when another event is found, in whatever order. */
  Change and(Change other) {
    Change newest = other.at > at ? other : this;
    boolean otherInOneSecond = other.at == at && !other.event.equals(event);
    return new Change(
        newest.at,
        newest.type,
        newest.event,
        newest.isTied || otherInOneSecond || (other.at == at && other.isTied),
        Sight.newer(last, other.last),
        both(former, other.former));
  }

  private static List<Piece> both(List<Piece> one, List<Piece> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    List<Piece> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  /** Whether it is certain that the object has been deleted. */
  public boolean isDeletion() {
    return !isTied && last != null && last.isGone && last.at == at;
  }

  /** Whether the newest event shows the object, in the shape that is asked for. */
  public boolean showsObject() {
    return !isTied && last != null && last.isCurrent && last.at == at;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(at);
    out.writeUTF(type);
    out.writeUTF(event);
    out.writeBoolean(isTied);
    out.writeBoolean(last != null);
    if (last != null) {
      out.writeLong(last.at);
      out.writeLong(last.born);
      out.writeBoolean(last.isGone);
      out.writeBoolean(last.isCurrent);
      write(last.object, out);
    }
    out.writeInt(former.size());
    for (Piece piece : former) {
      write(piece, out);
    }
  }

  private static void write(Piece piece, DataOutput out) throws IOException {
    out.writeLong(piece.offset());
    out.writeInt(piece.length());
  }

  static Change readFrom(DataInput in) throws IOException {
    long at = in.readLong();
    String type = in.readUTF();
    String event = in.readUTF();
    boolean isTied = in.readBoolean();
    Sight last =
        in.readBoolean()
            ? new Sight(in.readLong(), in.readLong(), in.readBoolean(), in.readBoolean(), piece(in))
            : null;
    List<Piece> former = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      former.add(piece(in));
    }
    return new Change(at, type, event, isTied, last, former);
  }

  private static Piece piece(DataInput in) throws IOException {
    return new Piece(in.readLong(), in.readInt());
  }
}
