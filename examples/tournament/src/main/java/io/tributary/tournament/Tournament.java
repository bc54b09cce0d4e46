package io.tributary.tournament;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
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
  @ArgGroup(multiplicity = "1")
  private Database database = new Database();

  /** Where payments and advertisements were loaded. */
  private static final class Database {
    @Option(
        names = "--database",
        required = true,
        paramLabel = "FILE",
        description = "The DuckDB file that payments and advertisements were loaded into.")
    private @Nullable Path file;

    @Option(
        names = "--bigquery",
        required = true,
        paramLabel = "PROJECT",
        description =
            "The project of BigQuery's, in whose dataset tournament they are, for whoever is signed"
                + " in for Google's programs.")
    private @Nullable String project;

    Advertising open(Optional<URI> emulator) throws SQLException {
      return file != null
          ? DuckdbAdvertising.open(file)
          : BigqueryAdvertising.open(Objects.requireNonNull(project), emulator);
    }
  }

  @Option(
      names = "--emulator",
      paramLabel = "URL",
      description = "The address of an emulator of BigQuery on this machine.")
  private @Nullable URI emulator;

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
      names = "--figures",
      paramLabel = "FILE",
      description = "Where to write each campaign's figures, as a whole and by week, as CSV.")
  private @Nullable Path figures;

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
    String question;
    try (Advertising advertising = database.open(Optional.ofNullable(emulator))) {
      advertising.loadTables(tables);
      answer = advertising.ask();
      question = advertising.question();
    }
    Files.writeString(report, new Report(answer, question, source).html());
    if (figures != null) {
      Files.writeString(figures, new FiguresFile(answer).csv());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(new TextTable(answer, color).text());
    out.flush();
    return 0;
  }
}
