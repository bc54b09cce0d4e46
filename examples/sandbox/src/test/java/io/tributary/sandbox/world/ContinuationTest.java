package io.tributary.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.sandbox.entity.Change;
import io.tributary.sandbox.entity.Entity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A later world is the same one with what has happened since. */
class ContinuationTest {
  private static final long NOW = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();
  private static final Plan PLAN = Plan.endingAt(NOW, 42, Size.S);

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 6 * 3_600, 86_400, 17 * 86_400, 200 * 86_400})
  void keepsEveryObjectAndItsHistory(long secondsLater) {
    World early = World.at(PLAN, NOW);
    World late = World.at(PLAN, NOW + Duration.ofSeconds(secondsLater).toMillis());

    for (Books books : early.accounts()) {
      Books later = late.accounts().get((int) books.account().serial());
      for (Table<? extends Entity> table : books.all()) {
        for (Entity entity : table.rows()) {
          Entity same = later.of(entity.getClass()).find(entity.serial()).orElseThrow();
          assertThat(same.created()).isEqualTo(entity.created());
          assertThat(until(NOW, same)).isEqualTo(until(NOW, entity));
        }
      }
    }
  }

  private static List<Change> until(long moment, Entity entity) {
    return entity.changes().stream().filter(change -> change.at() <= moment).toList();
  }

  @Test
  void somethingHappensInADay() {
    World early = World.at(PLAN, NOW);
    World late = World.at(PLAN, NOW + Duration.ofDays(1).toMillis());

    assertThat(objects(late)).isGreaterThan(objects(early));
  }

  private static long objects(World world) {
    return world.platform().all().stream().mapToLong(Table::size).sum();
  }

  @Test
  void theSameSeedMakesTheSameWorldAndAnotherMakesAnother() {
    assertThat(Totals.of(World.at(PLAN, NOW))).isEqualTo(Totals.of(World.at(PLAN, NOW)));
    Plan other = Plan.endingAt(NOW, 43, Size.S);
    assertThat(Totals.of(World.at(other, NOW))).isNotEqualTo(Totals.of(World.at(PLAN, NOW)));
  }
}
