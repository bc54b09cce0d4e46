package io.tributary.sandbox.world;

import io.tributary.sandbox.chance.Draw;
import io.tributary.sandbox.entity.Customer;
import io.tributary.sandbox.realm.Days;
import java.io.IOException;
import java.io.Writer;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The tournaments of the realm: one on the first Saturday of each month, open to all customers. */
public final class Tournaments {
  private static final List<String> DISCIPLINES =
      List.of("joust", "archery", "falconry", "chess", "riddles");

  private Tournaments() {}

  /** One tournament and who took part, the winner first. */
  public record Tournament(String id, LocalDate held, String discipline, List<Result> results) {
    public Tournament {
      results = List.copyOf(results);
    }
  }

  /** What somebody achieved. */
  public record Result(Customer customer, int points) {}

  /** The tournaments that have been held. */
  public static List<Tournament> of(World world) {
    List<Tournament> held = new ArrayList<>();
    LocalDate month =
        LocalDate.ofEpochDay(Days.of(world.plan().since())).withDayOfMonth(1).plusMonths(1);
    for (; ; month = month.plusMonths(1)) {
      LocalDate day = month.with(TemporalAdjusters.firstInMonth(DayOfWeek.SATURDAY));
      if (Days.startOf(day.toEpochDay() + 1) > world.now()) {
        return held;
      }
      held.add(tournament(world, day));
    }
  }

  private static Tournament tournament(World world, LocalDate day) {
    Draw draw = world.plan().draw().at("tournament").at(day.toEpochDay());
    long begins = Days.startOf(day.toEpochDay());
    List<Result> results = new ArrayList<>();
    for (Customer customer : world.platform().of(Customer.class).rows()) {
      Draw luck = draw.at(customer.serial());
      boolean takesPart = luck.happens(zeal(customer), 1_000);
      if (takesPart && customer.created() < begins && begins < customer.deletedAt()) {
        results.add(new Result(customer, (int) luck.at("points").between(1, 100)));
      }
    }
    results.sort(
        Comparator.comparingInt(Result::points)
            .reversed()
            .thenComparing(result -> result.customer().serial()));
    String id = "T" + day.toString().substring(0, 7);
    return new Tournament(
        id, day, draw.at("discipline").oneOf(DISCIPLINES.toArray(String[]::new)), results);
  }

  /** Some take part often, most never. */
  private static int zeal(Customer customer) {
    Draw draw = customer.draw().at("zeal");
    return draw.happens(300, 1_000) ? (int) draw.at("how much").between(50, 500) : 0;
  }

  /** Writes every result as a line. */
  static void write(World world, Writer out) throws IOException {
    out.write("tournament_id,held_on,discipline,user_id,place,points\n");
    for (Tournament tournament : of(world)) {
      int place = 1;
      for (Result result : tournament.results()) {
        out.write(
            Csv.row(
                tournament.id(),
                tournament.held(),
                tournament.discipline(),
                result.customer().serial(),
                place++,
                result.points()));
      }
    }
  }
}
