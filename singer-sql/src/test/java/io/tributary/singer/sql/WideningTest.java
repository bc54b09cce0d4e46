package io.tributary.singer.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.LogicalType;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class WideningTest {
  @Test
  void growsTheScaleAtTheExpenseOfDigitsThatNobodyCounted() {
    assertThat(Widening.ANNOUNCED.of(ColumnType.decimal(38, 9), number(17, 16)))
        .isEqualTo(ColumnType.decimal(38, 16));
    assertThat(Widening.ANNOUNCED.of(ColumnType.decimal(38, 2), ColumnType.decimal(38, 4)))
        .isEqualTo(ColumnType.decimal(38, 4));
    assertThat(Widening.ANNOUNCED.of(ColumnType.INTEGER, ColumnType.NUMBER))
        .isEqualTo(ColumnType.decimal(38, 9));
  }

  @Test
  void makesTextOfNumbersThatNoDecimalHolds() {
    assertThat(Widening.ANNOUNCED.of(ColumnType.decimal(38, 9), number(45, 44)))
        .isEqualTo(ColumnType.STRING);
    assertThat(Widening.ANNOUNCED.of(ColumnType.decimal(38, 16), number(30, 1)))
        .isEqualTo(ColumnType.STRING);
  }

  @Test
  void leavesAColumnThatIsWideEnough() {
    assertThat(Widening.ANNOUNCED.of(ColumnType.decimal(38, 16), number(5, 2)))
        .isEqualTo(ColumnType.decimal(38, 16));
    assertThat(Widening.ANNOUNCED.of(ColumnType.STRING, ColumnType.NUMBER))
        .isEqualTo(ColumnType.STRING);
    assertThat(Widening.ANNOUNCED.of(ColumnType.DOUBLE, ColumnType.NUMBER).precision()).isZero();
  }

  @Test
  void takesDigitsThatWereCountedAtTheirWord() {
    ColumnType held = ColumnType.decimal(38, 16);

    assertThat(Widening.COUNTED.of(held, number(23, 0))).isEqualTo(ColumnType.STRING);
    assertThat(Widening.COUNTED.of(held, number(38, 9))).isEqualTo(ColumnType.STRING);
    assertThat(Widening.COUNTED.of(held, ColumnType.decimal(38, 0))).isEqualTo(ColumnType.STRING);
    assertThat(Widening.COUNTED.of(held, number(22, 0))).isEqualTo(held);
    assertThat(Widening.COUNTED.of(held, number(1, 0))).isEqualTo(held);
    assertThat(Widening.COUNTED.of(ColumnType.decimal(10, 2), ColumnType.decimal(14, 2)))
        .isEqualTo(ColumnType.decimal(14, 2));
  }

  @Property
  void neverNarrowsWhatComes(
      @ForAll Widening widening,
      @ForAll("numbers") ColumnType held,
      @ForAll("numbers") ColumnType wanted) {
    ColumnType wide = widening.of(held, wanted);

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
    ColumnType wide = widening.of(held, wanted);

    assertThat(widening.of(wide, wanted)).isEqualTo(wide);
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
}
