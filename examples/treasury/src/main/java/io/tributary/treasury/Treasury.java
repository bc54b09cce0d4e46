package io.tributary.treasury;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command {@code treasury}: who pays well, and on time? */
@Command(
    name = "treasury",
    mixinStandardHelpOptions = true,
    version = "treasury 0.1.0",
    sortOptions = false,
    description = "Asks the loaded payments and a census which demographics pay well, and on time.")
public final class Treasury implements Callable<Integer> {
  @Option(
      names = "--database",
      required = true,
      paramLabel = "FILE",
      description = "The DuckDB file that the payments were loaded into.")
  private Path database = Path.of("");

  @Option(
      names = "--census",
      required = true,
      paramLabel = "FILE",
      description = "The census as CSV; it becomes the table census.")
  private Path census = Path.of("");

  @Option(
      names = "--report",
      required = true,
      paramLabel = "FILE",
      description = "Where to write the page to look at.")
  private Path report = Path.of("");

  @Option(
      names = "--as-of",
      paramLabel = "INSTANT",
      description = "Judge invoices by this moment, such as 2026-11-01T00:00:00Z; by default now.")
  private @Nullable Instant asOf;

  @Option(
      names = "--source",
      paramLabel = "TEXT",
      defaultValue = "Stripe",
      description = "Where the payments are from, for the page's last line.")
  private String source = "";

  @Option(names = "--color", description = "Print with colours.")
  private boolean color;

  @Spec private CommandSpec spec;

  public static void main(String[] args) {
    int code = commandLine().execute(args);
    if (code != 0) {
      System.exit(code);
    }
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Treasury());
    // The frame of the table is not ASCII, whatever the terminal's locale says.
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler(Treasury::failed);
    return line;
  }

  private static int failed(Exception failure, CommandLine line, ParseResult parsed) {
    line.getErr().println("treasury: " + failure.getMessage());
    return 1;
  }

  @Override
  public Integer call() throws SQLException, IOException {
    Answer answer;
    try (Ledger ledger = Ledger.open(database)) {
      ledger.loadCensus(census);
      if (asOf != null) {
        ledger.judgeAt(asOf);
      }
      answer = ledger.ask();
    }
    Files.writeString(report, new Report(answer, source).html());
    PrintWriter out = spec.commandLine().getOut();
    out.print(new TextTable(answer, color).text());
    out.flush();
    return 0;
  }
}
