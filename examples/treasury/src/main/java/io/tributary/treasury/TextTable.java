package io.tributary.treasury;

import io.tributary.treasury.Account.Invoices;
import io.tributary.treasury.Answer.Group;
import java.math.BigDecimal;
import java.util.Locale;

/** The answer as a table for a terminal. */
final class TextTable {
  private static final int NAME = 14;
  private static final int BAR = 16;
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";
  private static final String CELLS = " %-9s %10s %12s %17s  %s %8s  %s%n";

  private final Answer answer;
  private final boolean colored;

  TextTable(Answer answer, boolean colored) {
    this.answer = answer;
    this.colored = colored;
  }

  String text() {
    StringBuilder text = new StringBuilder(4_096);
    String rule = "  " + styled("2", "─".repeat(104)) + "\n";
    text.append("\n  ").append(styled("1", Headline.of(answer))).append("\n\n");
    text.append(heading()).append(rule);
    BigDecimal most =
        answer.accounts().isEmpty() ? BigDecimal.ONE : answer.accounts().get(0).perHead();
    for (Account account : answer.accounts()) {
      text.append(row(account, most));
    }
    text.append(rule).append(realm(answer.realm()));
    if (!answer.elsewhere().isNothing()) {
      text.append(elsewhere());
    }
    return text.append('\n').append(note()).append('\n').toString();
  }

  private String heading() {
    String cells =
        line(
            CELLS,
            "lives by",
            "people",
            "net " + answer.currency(),
            answer.heads().label(),
            " ".repeat(BAR),
            "on time",
            "invoices");
    return "  " + styled("2", pad("Kingdom") + cells.stripTrailing()) + "\n";
  }

  private String row(Account account, BigDecimal most) {
    boolean praised = answer.paysWellAndOnTime(account);
    return "  "
        + styled(praised ? "1" : "", pad((praised ? "* " : "  ") + account.kingdom().name()))
        + line(
            CELLS,
            account.kingdom().people().trade(),
            Figures.whole(account.kingdom().population()),
            Figures.whole(account.gold()),
            answer.heads().text(account.perHead()),
            styled(praised ? "33" : "2;33", bar(account.perHead(), most)),
            Figures.percent(account.invoices().share()),
            invoices(account.invoices()));
  }

  private String realm(Group realm) {
    return "  "
        + styled("1", pad("  " + realm.name()))
        + line(
            CELLS,
            "",
            Figures.whole(realm.population()),
            Figures.whole(realm.gold()),
            answer.heads().text(realm.perHead()),
            " ".repeat(BAR),
            Figures.percent(realm.invoices().share()),
            invoices(realm.invoices()));
  }

  private String elsewhere() {
    return "  "
        + styled("2", pad("  no kingdom"))
        + line(
            CELLS,
            "",
            "",
            Figures.whole(answer.elsewhere().gold()),
            "",
            " ".repeat(BAR),
            Figures.percent(answer.elsewhere().invoices().share()),
            invoices(answer.elsewhere().invoices()));
  }

  private String note() {
    return "  "
        + styled(
            "2",
            "* better and more promptly than the realm as a whole; net of fees, refunds and disputes"
                + answer.until().map(day -> ", until " + day).orElse(""))
        + "\n";
  }

  private static String invoices(Invoices invoices) {
    return "of " + Figures.whole(invoices.due());
  }

  /** A bar of eighths of a character, as long as the amount is against the most. */
  private static String bar(BigDecimal amount, BigDecimal most) {
    double share = most.signum() > 0 ? amount.doubleValue() / most.doubleValue() : 0;
    int eighths = (int) Math.round(Math.max(0, share) * BAR * 8);
    String bar = "█".repeat(eighths / 8);
    if (eighths % 8 > 0) {
      bar += EIGHTHS.charAt(eighths % 8);
    }
    return bar + " ".repeat(BAR - bar.length());
  }

  private static String pad(String name) {
    int length = name.codePointCount(0, name.length());
    return length <= NAME
        ? name + " ".repeat(NAME - length)
        : name.substring(0, name.offsetByCodePoints(0, NAME - 1)) + "…";
  }

  private static String line(String format, Object... cells) {
    return String.format(Locale.ROOT, format, cells);
  }

  private String styled(String style, String text) {
    return colored && !style.isEmpty() ? "\u001b[" + style + "m" + text + "\u001b[0m" : text;
  }
}
