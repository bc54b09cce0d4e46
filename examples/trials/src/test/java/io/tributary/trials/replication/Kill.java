package io.tributary.trials.replication;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a run is killed. The tap is killed as far as its target can tell: nothing more is heard
 * after some byte. The target is killed between two of its commits: the database is left as its
 * files were then. A process that is killed while it commits is more than one virtual machine can
 * show; that is tried with processes elsewhere.
 *
 * @param states before or after which of its states the target is killed, counted from 0
 */
record Kill(Victim victim, int states) {
  static final Kill NONE = new Kill(Victim.NOBODY, 0);

  /** Who is killed, and when. */
  enum Victim {
    NOBODY,
    TAP_AFTER_A_STATE,
    TAP_AT_A_BYTE,
    TARGET_BEFORE_A_STATE,
    TARGET_AFTER_A_STATE
  }

  static Kill any(Chance chance) {
    List<Victim> victims = List.of(Victim.values());
    return new Kill(victims.get(chance.below(victims.size())), chance.below(1 + chance.below(8)));
  }

  /** What the target hears of what the tap has to say. */
  byte[] heard(byte[] messages, Chance chance) {
    return switch (victim) {
      case NOBODY, TARGET_BEFORE_A_STATE, TARGET_AFTER_A_STATE -> messages;
      case TAP_AT_A_BYTE -> {
        chance.saw(Hazard.TAP_KILLED_AT_A_BYTE);
        yield Arrays.copyOf(messages, chance.below(messages.length + 1));
      }
      case TAP_AFTER_A_STATE -> {
        List<Integer> ends = endsOfStates(messages);
        if (ends.isEmpty()) {
          yield messages;
        }
        chance.saw(Hazard.TAP_KILLED_AFTER_A_STATE);
        yield Arrays.copyOf(messages, ends.get(chance.below(ends.size())));
      }
    };
  }

  private static List<Integer> endsOfStates(byte[] messages) {
    List<Integer> ends = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < messages.length; i++) {
      if (messages[i] == '\n') {
        String line = new String(messages, begin, Math.min(20, i - begin), StandardCharsets.UTF_8);
        begin = i + 1;
        if (line.startsWith("{\"type\":\"STATE\"")) {
          ends.add(begin);
        }
      }
    }
    return ends;
  }
}
