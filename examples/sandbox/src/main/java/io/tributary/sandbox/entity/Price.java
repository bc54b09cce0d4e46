package io.tributary.sandbox.entity;

import io.tributary.sandbox.realm.Currency;
import java.math.BigDecimal;
import java.util.List;

/** What a product costs: in dollars, and at parity in every other currency. */
public record Price(
    long serial, long created, Product product, String nickname, Term term, Rate rate)
    implements Entity {

  /** How often a price is due. */
  public enum Term {
    MONTH,
    YEAR,
    ONCE
  }

  /** Tenths of a cent for each unit, and from the 11th unit on: a single rate has both alike. */
  public record Rate(long tenths, long tenthsFromEleven) {
    private static final int FIRST_TIER = 10;

    public boolean isTiered() {
      return tenths != tenthsFromEleven;
    }

    /** The price of one unit in the minor unit of a currency, exactly. */
    public BigDecimal unit(Currency currency) {
      return inMinorUnits(tenths, currency);
    }

    /** The price of each unit after the tenth. */
    public BigDecimal unitFromEleven(Currency currency) {
      return inMinorUnits(tenthsFromEleven, currency);
    }

    /** What a quantity costs, rounded half up. */
    public long amount(long quantity, Currency currency) {
      long first = isTiered() ? Math.min(quantity, FIRST_TIER) : quantity;
      BigDecimal exact =
          unit(currency)
              .multiply(BigDecimal.valueOf(first))
              .add(unitFromEleven(currency).multiply(BigDecimal.valueOf(quantity - first)));
      return currency.amount(exact.movePointRight(1).longValueExact(), 10);
    }

    private static BigDecimal inMinorUnits(long tenths, Currency currency) {
      if (tenths % 10 == 0) {
        return BigDecimal.valueOf(currency.priced(tenths / 10));
      }
      return BigDecimal.valueOf(tenths, 1).stripTrailingZeros();
    }
  }

  @Override
  public Kind kind() {
    return Kind.PRICE;
  }

  @Override
  public List<Change> changes() {
    return List.of(new Change(created, "price.created"));
  }
}
