package io.tributary.tournament;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command {@code tournament}: which campaigns pay? */
@Command(
    name = "tournament",
    mixinStandardHelpOptions = true,
    version = "tournament 0.1.0",
    sortOptions = false,
    description =
        "Asks the loaded advertisements and payments, and what others keep in files, which campaigns"
            + " bring in more than they cost.")
public final class Tournament implements Callable<Integer> {
  @Option(
      names = "--database",
      required = true,
      paramLabel = "FILE",
      description = "The DuckDB file that payments and advertisements were loaded into.")
  private Path database = Path.of("");

  @Option(
      names = "--tables",
      required = true,
      paramLabel = "FOLDER",
      description =
          "Where sign_ups.csv, facebook_ads.csv, tournament_results.csv and exchange_rates.csv are;"
              + " they become tables.")
  private Path tables = Path.of("");

  @Option(
      names = "--report",
      required = true,
      paramLabel = "FILE",
      description = "Where to write the page to look at.")
  private Path report = Path.of("");

  @Option(
      names = "--source",
      paramLabel = "TEXT",
      defaultValue = "Google Ads, Stripe and files",
      description = "Where the figures are from, for the page's last line.")
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
    CommandLine line = new CommandLine(new Tournament());
    // The bars are not ASCII, whatever the terminal's locale says.
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler(Tournament::failed);
    return line;
  }

  private static int failed(Exception failure, CommandLine line, ParseResult parsed) {
    line.getErr().println("tournament: " + failure.getMessage());
    return 1;
  }

  @Override
  public Integer call() throws SQLException, IOException {
    Answer answer;
    try (Advertising advertising = Advertising.open(database)) {
      advertising.loadTables(tables);
      answer = advertising.ask();
    }
    Files.writeString(report, new Report(answer, source).html());
    PrintWriter out = spec.commandLine().getOut();
    out.print(new TextTable(answer, color).text());
    out.flush();
    return 0;
  }
}
