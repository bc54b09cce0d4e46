package io.tributary.singer.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.LogicalType;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class WideningTest {
  private static final Types TYPES = Plain.DIALECT.types();

  @Test
  void takesTheWidestDecimalOfADatabaseThatHasOne() {
    ColumnType widest = ColumnType.decimal(76, 38);
    Types types =
        new Types(
            TYPES.spell(),
            TYPES.read(),
            TYPES.staged(),
            TYPES.convert(),
            Optional.of(widest),
            Optional.empty());

    assertThat(Widening.COUNTED.of(ColumnType.decimal(38, 9), ColumnType.integer(38), types))
        .isEqualTo(widest);
    assertThat(Widening.COUNTED.of(widest, number(40, 2), types)).isEqualTo(widest);
    assertThat(Widening.ANNOUNCED.of(ColumnType.decimal(38, 9), number(42, 12), types))
        .isEqualTo(widest);
    assertThat(Widening.COUNTED.of(widest, number(41, 2), types)).isEqualTo(ColumnType.STRING);
  }

  @Test
  void growsTheScaleAtTheExpenseOfDigitsThatNobodyCounted() {
    assertThat(announced(ColumnType.decimal(38, 9), number(17, 16)))
        .isEqualTo(ColumnType.decimal(38, 16));
    assertThat(announced(ColumnType.decimal(38, 2), ColumnType.decimal(38, 4)))
        .isEqualTo(ColumnType.decimal(38, 4));
    assertThat(announced(ColumnType.INTEGER, ColumnType.NUMBER))
        .isEqualTo(ColumnType.decimal(38, 9));
  }

  @Test
  void makesTextOfNumbersThatNoDecimalHolds() {
    assertThat(announced(ColumnType.decimal(38, 9), number(45, 44))).isEqualTo(ColumnType.STRING);
    assertThat(announced(ColumnType.decimal(38, 16), number(30, 1))).isEqualTo(ColumnType.STRING);
  }

  @Test
  void leavesAColumnThatIsWideEnough() {
    assertThat(announced(ColumnType.decimal(38, 16), number(5, 2)))
        .isEqualTo(ColumnType.decimal(38, 16));
    assertThat(announced(ColumnType.STRING, ColumnType.NUMBER)).isEqualTo(ColumnType.STRING);
    assertThat(announced(ColumnType.DOUBLE, ColumnType.NUMBER).precision()).isZero();
  }

  @Test
  void takesDigitsThatWereCountedAtTheirWord() {
    ColumnType held = ColumnType.decimal(38, 16);

    assertThat(counted(held, number(23, 0))).isEqualTo(ColumnType.STRING);
    assertThat(counted(held, number(38, 9))).isEqualTo(ColumnType.STRING);
    assertThat(counted(held, ColumnType.decimal(38, 0))).isEqualTo(ColumnType.STRING);
    assertThat(counted(held, number(22, 0))).isEqualTo(held);
    assertThat(counted(held, number(1, 0))).isEqualTo(held);
    assertThat(counted(ColumnType.decimal(10, 2), ColumnType.decimal(14, 2)))
        .isEqualTo(ColumnType.decimal(14, 2));
  }

  @Property
  void neverNarrowsWhatComes(
      @ForAll Widening widening,
      @ForAll("numbers") ColumnType held,
      @ForAll("numbers") ColumnType wanted) {
    ColumnType wide = widening.of(held, wanted, TYPES);

    if (wide.isNumeric()) {
      boolean isCounted =
          widening == Widening.COUNTED || wanted.precision() < ColumnType.MAX_DIGITS;
      assertThat(wide.scale()).isGreaterThanOrEqualTo(Math.max(held.scale(), wanted.scale()));
      assertThat(wide.precision()).isLessThanOrEqualTo(ColumnType.MAX_DIGITS);
      assertThat(wide.precision() - wide.scale())
          .isGreaterThanOrEqualTo(isCounted ? wanted.precision() - wanted.scale() : 0);
    } else {
      assertThat(wide).isEqualTo(ColumnType.STRING);
    }
  }

  @Property
  void changesNothingTheSecondTime(
      @ForAll Widening widening,
      @ForAll("numbers") ColumnType held,
      @ForAll("numbers") ColumnType wanted) {
    ColumnType wide = widening.of(held, wanted, TYPES);

    assertThat(widening.of(wide, wanted, TYPES)).isEqualTo(wide);
  }

  @Provide
  Arbitrary<ColumnType> numbers() {
    Arbitrary<ColumnType> integers =
        Arbitraries.integers().between(18, 38).map(ColumnType::integer);
    Arbitrary<ColumnType> decimals =
        Combinators.combine(
                Arbitraries.integers().between(1, 38), Arbitraries.integers().between(0, 38))
            .as((digits, scale) -> ColumnType.decimal(digits, Math.min(digits, scale)));
    Arbitrary<ColumnType> numbers = decimals.map(type -> number(type.precision(), type.scale()));
    return Arbitraries.oneOf(integers, decimals, numbers);
  }

  private static ColumnType number(int precision, int scale) {
    return new ColumnType(LogicalType.NUMBER, precision, scale);
  }

  private static ColumnType announced(ColumnType held, ColumnType wanted) {
    return Widening.ANNOUNCED.of(held, wanted, TYPES);
  }

  private static ColumnType counted(ColumnType held, ColumnType wanted) {
    return Widening.COUNTED.of(held, wanted, TYPES);
  }
}
