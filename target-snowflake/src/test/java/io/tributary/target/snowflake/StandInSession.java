package io.tributary.target.snowflake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One session with the stand-in: which of Snowflake's statements it knows, and who does them. */
final class StandInSession implements AutoCloseable {
  private static final String NAME = "(\"(?:[^\"]|\"\")*\"(?:\\.\"(?:[^\"]|\"\")*\")*)";
  private static final String LITERAL = "('(?:[^'\\\\]|\\\\.|'')*')";

  private static final List<String> FUNCTIONS =
      List.of(
          "parse_json(x) AS CAST(x AS JSON)",
          "cast_text(x) AS CAST(x AS VARCHAR)",
          "hex_encode(x) AS hex(x)",
          "convert_timezone(zone, x) AS x",
          "to_char(x, shape) AS CASE shape"
              + " WHEN 'YYYY-MM-DD' THEN CAST(x AS VARCHAR)"
              + " WHEN 'HH24:MI:SS.FF6' THEN CASE WHEN contains(CAST(x AS VARCHAR), '.')"
              + " THEN CAST(x AS VARCHAR) ELSE CAST(x AS VARCHAR) || '.000000' END"
              + " ELSE strftime(TRY_CAST(CAST(x AS VARCHAR) AS TIMESTAMPTZ),"
              + " '%Y-%m-%dT%H:%M:%S.%fZ') END");

  private final long number;
  private final DuckConnection duck;
  private final StandIn.Account account;
  private final Map<Pattern, Function<MatchResult, Answer>> kinds = new LinkedHashMap<>();
  private final StandInTables tables;
  private boolean inTransaction;

  StandInSession(long number, DuckConnection duck, StandIn.Account account) {
    this.number = number;
    this.duck = duck;
    this.account = account;
    this.tables = new StandInTables(duck, account.grants(), this::commit);
    StandInStage stage = new StandInStage(account, duck, tables);
    for (String function : FUNCTIONS) {
      duck.run("CREATE OR REPLACE TEMPORARY MACRO " + function);
    }
    on("PUT " + LITERAL + " " + LITERAL + " .* PARALLEL = (\\d+) .*", stage::put);
    on(
        "COPY INTO "
            + NAME
            + " FROM "
            + LITERAL
            + " FILE_FORMAT = \\((.*)\\) ON_ERROR = (\\w+) PURGE = (\\w+)",
        stage::copy);
    on(
        "COPY INTO "
            + NAME
            + " FROM "
            + LITERAL
            + " FILE_FORMAT = .* VALIDATION_MODE = RETURN_ERRORS",
        stage::validate);
    on("REMOVE " + LITERAL, stage::remove);
    on("DESCRIBE TABLE " + NAME, tables::describe);
    on("(BEGIN|COMMIT|ROLLBACK)", this::transaction);
    on("CREATE OR REPLACE TEMPORARY TABLE " + NAME + " (\\(.*\\))", tables::temporary);
    on("CREATE OR REPLACE TABLE " + NAME + " LIKE " + NAME + " COPY GRANTS", tables::like);
    on("ALTER TABLE " + NAME + " SWAP WITH " + NAME, tables::swap);
    on("ALTER TABLE " + NAME + " RENAME TO " + NAME, tables::rename);
    on("ALTER TABLE " + NAME + " ALTER COLUMN " + NAME + " SET DATA TYPE (.*)", tables::retype);
    on("(CREATE|ALTER|DROP) .*", tables::define);
    on("(MERGE|INSERT|UPDATE|DELETE) .*", this::change);
    on("SELECT SYSTEM\\$WAIT\\(\\d+\\)", match -> Answer.done());
    on("SELECT \\* FROM TABLE\\(RESULT_SCAN\\(" + LITERAL + "\\)\\)", this::resultScan);
    on(
        "SELECT QUERY_ID, EXECUTION_STATUS FROM TABLE\\(.*SESSION_ID => (\\d+),.* WHERE CONTAINS\\(QUERY_TEXT, "
            + LITERAL
            + "\\)",
        this::history);
    on("SELECT count\\(\\*\\) .*", this::count);
    on("SELECT .*", this::select);
  }

  private void on(String pattern, Function<MatchResult, Answer> action) {
    kinds.put(Pattern.compile(pattern, Pattern.DOTALL), action);
  }

  synchronized Answer execute(String text) {
    String statement = text.replaceFirst(" /\\*[^*]*\\*/", "").strip();
    for (Map.Entry<Pattern, Function<MatchResult, Answer>> kind : kinds.entrySet()) {
      Matcher matcher = kind.getKey().matcher(statement);
      if (matcher.matches()) {
        Answer answer = kind.getValue().apply(matcher.toMatchResult());
        account.history().add(new StandIn.Executed(number, text, answer));
        return answer;
      }
    }
    throw new Refusal("001003", "42000", "SQL compilation error: " + statement);
  }

  private Answer transaction(MatchResult match) {
    duck.run(match.group(1));
    inTransaction = match.group(1).equals("BEGIN");
    return Answer.done();
  }

  /** A definition commits what came before it, and itself. */
  private void commit() {
    if (inTransaction) {
      duck.run("COMMIT");
      inTransaction = false;
    }
  }

  private Answer change(MatchResult match) {
    return Answer.changed(match.group(1), duck.run(tables.plain(match.group())));
  }

  private Answer count(MatchResult match) {
    return Answer.numbers(List.of("count"), duck.query(tables.plain(match.group())).get(0));
  }

  private Answer select(MatchResult match) {
    return Answer.rows(List.of("answer"), duck.query(tables.plain(match.group())));
  }

  private Answer resultScan(MatchResult match) {
    String id = Words.text(match.group(1));
    Answer found =
        account.history().stream()
            .map(StandIn.Executed::answer)
            .filter(answer -> answer.id().equals(id))
            .findFirst()
            .orElseThrow();
    List<String> row = found.rows().get(0);
    List<String> names = row.stream().map(value -> "n").toList();
    boolean isCount = row.get(0).matches("\\d+");
    return isCount ? Answer.numbers(names, row) : Answer.rows(names, List.of(row));
  }

  private Answer history(MatchResult match) {
    String mark = Words.text(match.group(2));
    List<List<String>> rows = new ArrayList<>();
    for (StandIn.Executed executed : account.history()) {
      if (executed.session() == Long.parseLong(match.group(1)) && executed.sql().contains(mark)) {
        rows.add(List.of(executed.answer().id(), "SUCCESS"));
      }
    }
    return Answer.rows(List.of("QUERY_ID", "EXECUTION_STATUS"), rows);
  }

  @Override
  public void close() {
    duck.close();
  }
}
