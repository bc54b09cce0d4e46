package io.tributary.singer.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.singer.config.BatchConfig;
import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.Loader;
import io.tributary.singer.error.ExitCode;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.message.MessageReader;
import io.tributary.singer.report.RunReport;
import io.tributary.singer.report.StreamFigures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class IntakeTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final RunReport report = new RunReport(Clock.systemUTC());
  private TargetSettings settings = TargetSettings.defaults();

  private static TargetSettings batches(int rows, long bytes, Duration wait) {
    TargetSettings plain = TargetSettings.defaults();
    return new TargetSettings(
        new TargetSettings.BatchSettings(rows, bytes, wait),
        plain.invalid(),
        plain.flattening(),
        plain.numberType(),
        plain.processActivateVersionMessages(),
        plain.batchConfig(),
        plain.spoolDirectory());
  }

  private static TargetSettings ofRows(int rows) {
    return batches(rows, 1L << 30, Duration.ofSeconds(60));
  }

  private static TargetSettings settingAside(Path file, long most) {
    TargetSettings plain = TargetSettings.defaults();
    return new TargetSettings(
        plain.batch(),
        new TargetSettings.InvalidSettings(
            true, TargetSettings.OnInvalid.SET_ASIDE, Optional.of(file), most, 4096),
        plain.flattening(),
        plain.numberType(),
        plain.processActivateVersionMessages(),
        plain.batchConfig(),
        plain.spoolDirectory());
  }

  private static TargetSettings spoolingIn(Path folder, Optional<BatchConfig> batches) {
    TargetSettings plain = TargetSettings.defaults();
    return new TargetSettings(
        plain.batch(),
        plain.invalid(),
        plain.flattening(),
        plain.numberType(),
        plain.processActivateVersionMessages(),
        batches,
        Optional.of(folder));
  }

  private static String schema(String stream) {
    return "{\"type\":\"SCHEMA\",\"stream\":\""
        + stream
        + "\",\"key_properties\":[\"id\"],\"schema\":{\"type\":\"object\",\"properties\":"
        + "{\"id\":{\"type\":\"integer\"},\"a\":{\"type\":[\"null\",\"string\"]}}}}\n";
  }

  private static String record(String stream, long id) {
    return "{\"type\":\"RECORD\",\"stream\":\"" + stream + "\",\"record\":{\"id\":" + id + "}}\n";
  }

  private static String state(String value) {
    return "{\"type\":\"STATE\",\"value\":" + value + "}\n";
  }

  private static InputStream input(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private void run(Loader loader, String text) throws InterruptedException {
    run(loader, input(text), out);
  }

  private void run(Loader loader, InputStream in, OutputStream states) throws InterruptedException {
    StateOutput output = new StateOutput(states, Optional.empty());
    try (Intake intake = new Intake(loader, settings, output, Clock.systemUTC(), report)) {
      intake.run(new MessageReader(in, settings.invalid().maxLineBytes()));
    }
  }

  private List<String> states() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  // Rule 1

  @Test
  void emitsAStateOnlyWhenAllStreamsBeforeItAreLoaded() throws InterruptedException {
    settings = ofRows(2);
    List<String> seen = new ArrayList<>();
    MemoryLoader loader =
        new MemoryLoader(
            Loader.Durability.AT_ONCE,
            batch -> seen.add(batch.schema().stream() + " after " + states()));

    run(
        loader,
        schema("a")
            + schema("b")
            + record("a", 1)
            + state("1")
            + record("b", 2)
            + record("b", 3)
            + state("2")
            + record("a", 4)
            + state("3"));

    assertThat(seen).containsExactly("b after []", "a after []");
    assertThat(states()).last().isEqualTo("3");
  }

  @Test
  void emitsSeveralStatesInARunInTheirOrder() throws InterruptedException {
    settings = ofRows(1);

    run(new MemoryLoader(), interleaved(40));

    List<Long> emitted = states().stream().map(Long::valueOf).toList();
    assertThat(emitted).isSorted().doesNotHaveDuplicates().endsWith(39L);
  }

  private static String interleaved(int records) {
    StringBuilder text = new StringBuilder(schema("a"));
    for (int i = 0; i < records; i++) {
      text.append(record("a", i)).append(state(Integer.toString(i)));
    }
    return text.toString();
  }

  @Test
  void passesAStateOnByteForByte() throws InterruptedException {
    String value =
        "{\"a\":1.10, \"b\":1e400,\"c\":123456789012345678901234567890 ,\"d\":\"\\u00e9\"}";

    run(new MemoryLoader(), state(value));

    assertThat(states()).containsExactly(value);
  }

  @Test
  void holdsStatesBackWhereOnlyTheEndMakesRowsDurable() throws InterruptedException {
    settings = ofRows(1);
    List<String> before = new ArrayList<>();
    MemoryLoader loader =
        new MemoryLoader(Loader.Durability.AT_THE_END, batch -> before.addAll(states()));

    run(loader, interleaved(10));

    assertThat(before).isEmpty();
    assertThat(states()).containsExactly("9");
  }

  @Test
  void emitsNoStateOfABatchThatFails() {
    settings = ofRows(2);
    AtomicLong count = new AtomicLong();
    MemoryLoader loader =
        new MemoryLoader(
            Loader.Durability.AT_ONCE,
            batch -> {
              if (count.incrementAndGet() == 3) {
                throw new SingerException.Destination("the disk is full");
              }
            });

    assertThatThrownBy(() -> run(loader, interleaved(20)))
        .isInstanceOf(SingerException.Destination.class)
        .hasMessage("the disk is full");
    assertThat(states().stream().map(Long::valueOf)).allMatch(value -> value <= 3);
    assertThat(report.streams().get(0).failure()).contains("the disk is full");
  }

  /** The states say how many records came before them; when one is emitted, those are loaded. */
  @Property(tries = 60)
  void noInterleavingLetsAStateOutTooEarly(@ForAll long seed) throws InterruptedException {
    Random random = new Random(seed);
    settings = batches(1 + random.nextInt(6), 1 + random.nextInt(400), Duration.ofSeconds(60));
    AtomicLong count = new AtomicLong();
    long failing = random.nextInt(4) == 0 ? random.nextInt(20) : Long.MAX_VALUE;
    MemoryLoader loader =
        new MemoryLoader(
            random.nextInt(5) == 0 ? Loader.Durability.AT_THE_END : Loader.Durability.AT_ONCE,
            batch -> {
              if (count.incrementAndGet() > failing) {
                throw new SingerException.Destination("no");
              }
            });
    List<Long> emitted = new ArrayList<>();
    List<String> early = new ArrayList<>();
    OutputStream watching =
        new OutputStream() {
          @Override
          public void write(int one) {
            throw new UnsupportedOperationException();
          }

          @Override
          public void write(byte[] line) {
            long before = Long.parseLong(new String(line, StandardCharsets.UTF_8).strip());
            emitted.add(before);
            long loaded = loader.rows.stream().filter(row -> id(row) < before).distinct().count();
            if (loaded != before) {
              early.add(before + " with " + loaded);
            }
          }
        };
    StringBuilder text = new StringBuilder(schema("a")).append(schema("b")).append(schema("c"));
    int records = random.nextInt(60);
    for (int i = 0; i < records; i++) {
      text.append(record(List.of("a", "b", "c").get(random.nextInt(3)), i));
      if (random.nextInt(4) == 0) {
        text.append(state(Integer.toString(i + 1)));
      }
      if (random.nextInt(20) == 0) {
        text.append("{\"type\":\"ACTIVATE_VERSION\",\"stream\":\"b\",\"version\":1}\n");
      }
    }
    text.append(state(Integer.toString(records)));

    boolean hasFailed = false;
    try {
      run(loader, input(text.toString()), watching);
    } catch (SingerException.Destination e) {
      hasFailed = true;
    }

    assertThat(early).isEmpty();
    assertThat(emitted).isSorted();
    assertThat(hasFailed || emitted.get(emitted.size() - 1) == records).isTrue();
    assertThat(loader.sequences.stream().distinct().count()).isEqualTo(loader.sequences.size());
  }

  private static long id(String row) {
    return Long.parseLong(row.substring(2, row.indexOf('|')));
  }

  // Rule 2

  @Test
  void loadsByRowsByBytesAndAtTheEnd() throws InterruptedException {
    settings = ofRows(3);
    MemoryLoader byRows = new MemoryLoader();
    run(byRows, schema("a") + record("a", 1) + record("a", 2) + record("a", 3) + record("a", 4));

    settings = batches(1000, 100, Duration.ofSeconds(60));
    MemoryLoader byBytes = new MemoryLoader();
    run(byBytes, interleaved(9));

    assertThat(byRows.log).contains("load a 3", "load a 1", "finish");
    assertThat(byBytes.batches.size()).isGreaterThan(1);
    assertThat(byBytes.batches).allMatch(batch -> batch.bytes() < 200);
  }

  @Test
  void loadsAfterAWhileAlsoIfNoInputComes() throws Exception {
    settings = batches(1000, 1L << 30, Duration.ofMillis(300));
    MemoryLoader loader = new MemoryLoader();
    PipedOutputStream tap = new PipedOutputStream();
    PipedInputStream in = new PipedInputStream(tap, 1 << 16);
    CompletableFuture<Void> running = running(loader, in);

    tap.write((schema("a") + record("a", 1) + state("1")).getBytes(StandardCharsets.UTF_8));
    tap.flush();
    for (int i = 0; i < 200 && states().isEmpty(); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }

    assertThat(states()).containsExactly("1");
    assertThat(running).isNotDone();
    tap.close();
    running.get(30, TimeUnit.SECONDS);
  }

  @Test
  void loadsWhatIsWorthItWhenNothingElseIsLoadedAndElseWaits() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    MemoryLoader loader =
        new MemoryLoader(
            Loader.Durability.AT_ONCE,
            batch -> {
              loading.countDown();
              await(goOn);
            });
    loader.worthLoading = 2;
    PipedOutputStream tap = new PipedOutputStream();
    PipedInputStream in = new PipedInputStream(tap, 1 << 16);
    CompletableFuture<Void> running = running(loader, in);

    tap.write(schema("a").getBytes(StandardCharsets.UTF_8));
    int sent = 0;
    while (!loading.await(20, TimeUnit.MILLISECONDS)) {
      tap.write(record("a", ++sent).getBytes(StandardCharsets.UTF_8));
      tap.flush();
    }
    for (int more = 0; more < 9; more++) {
      tap.write(record("a", ++sent).getBytes(StandardCharsets.UTF_8));
    }
    tap.flush();
    while (report.streams().get(0).counts().received() < sent) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(running).isNotDone();
    tap.close();
    goOn.countDown();
    running.get(30, TimeUnit.SECONDS);

    long first = loader.batches.get(0).records();
    assertThat(first % 2).isZero();
    assertThat(loader.batches).extracting(Batch::records).containsExactly(first, sent - first);
  }

  private CompletableFuture<Void> running(Loader loader, InputStream in) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            run(loader, in, out);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void saysWhatABatchHolds() throws InterruptedException {
    MemoryLoader loader = new MemoryLoader();

    run(loader, schema("a") + record("a", 1) + record("a", 22));

    Batch batch = loader.batches.get(0);
    assertThat(batch.records()).isEqualTo(2);
    assertThat(batch.lastSequence()).isEqualTo(batch.firstSequence() + 1);
    assertThat(batch.longestRow()).isPositive().isLessThan(batch.bytes());
    assertThat(batch.files()).allMatch(file -> !Files.exists(file));
    assertThat(loader.rows).containsExactly("a 1|", "a 22|");
  }

  @Test
  void numbersRecordsOfALaterRunHigher() throws InterruptedException {
    MemoryLoader loader = new MemoryLoader();

    run(loader, interleaved(5));
    TimeUnit.MILLISECONDS.sleep(5);
    run(loader, interleaved(5));

    assertThat(loader.sequences).isSorted().doesNotHaveDuplicates();
  }

  // Rule 3, defects D1, D2 and D11

  @Test
  void loadsWhatCameBeforeAChangedSchemaFirst() throws InterruptedException {
    MemoryLoader loader = new MemoryLoader();
    String wider =
        "{\"type\":\"SCHEMA\",\"stream\":\"a\",\"key_properties\":[\"id\"],\"schema\":{"
            + "\"properties\":{\"id\":{\"type\":\"integer\"}}}}\n";

    run(
        loader,
        schema("a") + record("a", 1) + schema("a") + record("a", 2) + wider + record("a", 3));

    assertThat(loader.log)
        .containsExactly("prepare a 2", "load a 2", "prepare a 1", "load a 1", "finish");
  }

  @Test
  void activatesAVersionAfterTheRowsBeforeIt() throws InterruptedException {
    MemoryLoader loader = new MemoryLoader();

    run(
        loader,
        schema("a")
            + record("a", 1)
            + "{\"type\":\"ACTIVATE_VERSION\",\"stream\":\"a\",\"version\":1700000000000}\n"
            + record("a", 2));

    assertThat(loader.log)
        .containsExactly(
            "prepare a 2", "load a 1", "activate a 1700000000000", "load a 1", "finish");
  }

  @Test
  void emitsNoStateBeforeTheVersionBeforeItIsActivated() {
    MemoryLoader real = new MemoryLoader();
    Loader failing =
        new Loader() {
          @Override
          public io.tributary.singer.connector.RowFormat format() {
            return real.format();
          }

          @Override
          public void prepare(
              io.tributary.singer.message.SchemaMessage schema, List<Column> columns) {}

          @Override
          public Loaded load(Batch batch) {
            return real.load(batch);
          }

          @Override
          public void activateVersion(String stream, long version) {
            throw new SingerException.Destination("not now");
          }

          @Override
          public void close() {}
        };

    assertThatThrownBy(
            () ->
                run(
                    failing,
                    schema("a")
                        + record("a", 1)
                        + "{\"type\":\"ACTIVATE_VERSION\",\"stream\":\"a\",\"version\":1}\n"
                        + state("1")))
        .hasMessage("not now");
    assertThat(states()).isEmpty();
  }

  // Rule 7, defect D5

  @Test
  void stopsAfterTheBatchInFlightAndAcknowledgesNoMore() throws Exception {
    settings = ofRows(1);
    CountDownLatch loading = new CountDownLatch(2);
    CountDownLatch goOn = new CountDownLatch(1);
    MemoryLoader loader =
        new MemoryLoader(
            Loader.Durability.AT_ONCE,
            batch -> {
              loading.countDown();
              if (loading.getCount() == 0) {
                await(goOn);
              }
            });
    PipedOutputStream tap = new PipedOutputStream();
    PipedInputStream in = new PipedInputStream(tap, 1 << 20);
    StateOutput output = new StateOutput(out, Optional.empty());
    try (Intake intake = new Intake(loader, settings, output, Clock.systemUTC(), report)) {
      CompletableFuture<Throwable> running =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  intake.run(new MessageReader(in, 1 << 20));
                  return new AssertionError("it ended of itself");
                } catch (InterruptedException e) {
                  return e;
                }
              });
      tap.write(interleaved(1000).getBytes(StandardCharsets.UTF_8));
      await(loading);
      CompletableFuture<Void> stopping =
          CompletableFuture.runAsync(
              () -> {
                try {
                  intake.stop();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      TimeUnit.MILLISECONDS.sleep(100);
      goOn.countDown();
      stopping.get(30, TimeUnit.SECONDS);

      assertThat(running.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }

    assertThat(loader.rows).hasSize(2);
    assertThat(states()).isNotEmpty().allMatch(value -> Long.parseLong(value) <= 1);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("waited too long");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void endsAtOnceIfTheDestinationFailsWhileNoInputComes() throws Exception {
    settings = batches(1, 1L << 30, Duration.ofSeconds(60));
    MemoryLoader loader =
        new MemoryLoader(
            Loader.Durability.AT_ONCE,
            batch -> {
              throw new SingerException.Destination("gone");
            });
    try (PipedOutputStream tap = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(tap, 1 << 16)) {
      tap.write((schema("a") + record("a", 1)).getBytes(StandardCharsets.UTF_8));
      tap.flush();

      assertThatThrownBy(() -> run(loader, in, out)).hasMessage("gone");
    }
  }

  // Rule 8, defect D14

  static List<Arguments> badInputs() {
    String good = schema("a") + record("a", 1) + state("1");
    return List.of(
        bad(good + "{oops\n", 4, "line 4: not JSON: 'o' where a property's name is due"),
        bad(good + "[]\n", 4, "line 4: not JSON: '[' where a message is due"),
        bad(good + "{\"a\":1}\n", 4, "line 4: not a message: it has no type"),
        bad(
            good + record("a", 2).strip() + "x\n",
            4,
            "line 4: RECORD of a: not JSON: there is more after its end"),
        bad(good + record("b", 2), 4, "line 4: a record of b comes before its SCHEMA"),
        bad(
            good + "{\"type\":\"RECORD\",\"stream\":\"a\",\"record\":{\"a\":\"x\"}}\n",
            7,
            "a: line 4: id is missing, and it is a key property"),
        bad(
            good + "{\"type\":\"RECORD\",\"stream\":\"a\",\"record\":{\"id\":\"x\"}}\n",
            7,
            "a: line 4: id: expected type: Integer, found: String (id \"x\")"),
        bad(
            good + "{\"type\":\"RECORD\",\"stream\":\"a\",\"record\":{\"id\":NaN}}\n",
            4,
            "line 4: RECORD of a: id: NaN, which JSON does not know"),
        bad(
            good + "{\"type\":\"RECORD\",\"stream\":\"a\",\"record\":{\"id\":1,\"id\":2}}\n",
            4,
            "line 4: RECORD of a: id: not JSON: the property \"id\" occurs twice in one object"),
        bad(
            good
                + "{\"type\":\"RECORD\",\"stream\":\"a\",\"record\":{\"x\":"
                + "[".repeat(10_000)
                + "]".repeat(10_000)
                + "}}\n",
            4,
            "line 4: RECORD of a: x: nested more than 1000 levels deep"),
        bad(
            good
                + "{\"type\":\"RECORD\",\"stream\":\"a\",\"record\":{\"id\":2,\"a\":\""
                + "x".repeat(20_000_000)
                + "\"}}\n",
            4,
            "line 4: RECORD of a: a: longer than 16777216 bytes, which is what max_line_bytes"),
        bad(
            good + "{\"type\":\"SCHEMA\",\"stream\":\"c\",\"schema\":{\"type\":\"object\"}}\n",
            7,
            "c: line 4: its schema has no properties"),
        bad(
            good + "{\"type\":\"SCHEMA\",\"stream\":\"c\"}\n",
            4,
            "line 4: SCHEMA of c has no schema"),
        bad(good + "{\"type\":\"STATE\"}\n", 4, "line 4: STATE has no value"),
        bad(
            good + "{\"type\":\"ACTIVATE_VERSION\",\"stream\":\"z\",\"version\":1}\n",
            4,
            "line 4: ACTIVATE_VERSION of z comes before its SCHEMA"),
        bad(
            good
                + "{\"type\":\"BATCH\",\"stream\":\"a\",\"encoding\":{\"format\":\"jsonl\"},"
                + "\"manifest\":[\"file:///etc/passwd\"]}\n",
            4,
            "line 4: BATCH of a names files, which are read only under batch_config"));
  }

  private static Arguments bad(String input, int exit, String message) {
    return Arguments.of(input, exit, message);
  }

  @ParameterizedTest
  @MethodSource("badInputs")
  void refusesBadInputInOneSentenceAndLoadsWhatCameBefore(String text, int exit, String message) {
    MemoryLoader loader = new MemoryLoader();

    assertThatThrownBy(() -> run(loader, text))
        .isInstanceOfSatisfying(
            SingerException.class,
            failure -> {
              assertThat(failure.getMessage()).startsWith(message).hasLineCount(1);
              assertThat(failure.exitCode().value()).isEqualTo(exit);
            });
    assertThat(loader.rows).containsExactly("a 1|");
    assertThat(states()).containsExactly("1");
  }

  @Test
  void saysOfAStreamWhyItFailed() {
    assertThatThrownBy(() -> run(new MemoryLoader(), schema("a") + record("b", 1)))
        .isInstanceOf(SingerException.Protocol.class);

    assertThat(report.streams())
        .extracting(figures -> figures.stream() + " " + figures.failure().orElse("-"))
        .containsExactly("a -", "b line 2: a record of b comes before its SCHEMA");
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    byte[] text = (schema("a") + record("a", 1)).getBytes(StandardCharsets.ISO_8859_1);
    byte[] bad =
        (schema("a") + "{\"type\":\"RECORD\",\"stream\":\"a\",\"record\":{\"a\":\"é\"}}")
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThat(text).isNotEmpty();
    assertThatThrownBy(() -> run(new MemoryLoader(), new ByteArrayInputStream(bad), out))
        .isInstanceOf(SingerException.Protocol.class)
        .hasMessage("line 2: RECORD of a: a: not UTF-8");
  }

  @Test
  void refusesALineThatIsTooLongWithoutHoldingIt() {
    InputStream endless =
        new InputStream() {
          private long given;

          @Override
          public int read() {
            return given++ < 200_000_000L ? 'x' : -1;
          }

          @Override
          public int read(byte[] to, int offset, int length) {
            if (given > 200_000_000L) {
              return -1;
            }
            java.util.Arrays.fill(to, offset, offset + length, (byte) 'x');
            given += length;
            return length;
          }
        };
    settings = settingAside(Path.of("unused"), 0);

    assertThatThrownBy(() -> run(new MemoryLoader(), endless, out))
        .hasMessageContaining(
            "line 1: longer than 4096 bytes, which is what max_line_bytes allows");
  }

  @Test
  void setsBadRecordsAsideAndGoesOn(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("rejects.jsonl");
    settings = settingAside(file, 10);
    MemoryLoader loader = new MemoryLoader();

    run(
        loader,
        schema("a")
            + record("a", 1)
            + "{oops\n"
            + "{\"type\":\"RECORD\",\"stream\":\"a\",\"record\":{\"id\":\"x\"}}\n"
            + record("b", 9)
            + "{\"type\":\"RECORD\",\"stream\":\"a\",\"record\":{\"id\":NaN}}\n"
            + "x".repeat(5000)
            + "\n"
            + record("a", 2)
            + state("7"));

    assertThat(loader.rows).containsExactly("a 1|", "a 2|");
    assertThat(states()).containsExactly("7");
    assertThat(Files.readAllLines(file))
        .hasSize(5)
        .anySatisfy(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "{\"reason\":\"id: expected type: Integer, found: String (id \\\"x\\\")\","
                            + "\"stream\":\"a\",\"line\":4,\"record\":{\"id\":\"x\"}}"));
    assertThat(report.streams())
        .filteredOn(figures -> figures.stream().equals("a"))
        .extracting(StreamFigures::counts)
        .containsExactly(new StreamFigures.Counts(4, 2, 0, 2));
    assertThat(Files.readAllLines(file))
        .anySatisfy(line -> assertThat(line).startsWith("{\"reason\":\"longer than 4096"));
    assertThat(report.streams()).allMatch(figures -> figures.counts().areAccountedFor());
  }

  @Test
  void endsWhenMoreIsSetAsideThanMayBe(@TempDir Path dir) {
    settings = settingAside(dir.resolve("rejects.jsonl"), 1);
    MemoryLoader loader = new MemoryLoader();
    String bad = "{\"type\":\"RECORD\",\"stream\":\"a\",\"record\":{\"id\":\"x\"}}\n";

    assertThatThrownBy(() -> run(loader, schema("a") + record("a", 1) + bad + bad + bad))
        .isInstanceOfSatisfying(
            SingerException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.DATA))
        .hasMessageContaining("max_rejects");
    assertThat(loader.rows).containsExactly("a 1|");
  }

  @Test
  void acceptsWhatLiberalReadersDo() throws InterruptedException {
    MemoryLoader loader = new MemoryLoader();

    run(
        loader,
        "\ufeff"
            + schema("a").replace("\"key_properties\":[\"id\"],", "").replace("SCHEMA", "schema")
            + "\r\n  \n"
            + "{\"type\":\"SOMETHING\"}\n"
            + record("a", 1).strip()
            + "\r\n"
            + "{\"record\":{\"id\":2},\"time_extracted\":\"2026-01-02T03:04:05.678901Z\","
            + "\"version\":7,\"stream\":\"a\",\"type\":\"Record\"}");

    assertThat(loader.rows).containsExactly("a 1|", "a 2|");
  }

  @Test
  void refusesALoaderThatLosesRecords() {
    MemoryLoader real = new MemoryLoader();
    Loader losing =
        new Loader() {
          @Override
          public io.tributary.singer.connector.RowFormat format() {
            return real.format();
          }

          @Override
          public void prepare(
              io.tributary.singer.message.SchemaMessage schema, List<Column> columns) {}

          @Override
          public Loaded load(Batch batch) {
            return new Loaded(batch.records() - 1, 0);
          }

          @Override
          public void close() {}
        };

    assertThatThrownBy(() -> run(losing, interleaved(3)))
        .isInstanceOf(SingerException.Destination.class)
        .hasMessageContaining("a: of 3 records 2 were loaded");
    assertThat(states()).isEmpty();
  }

  // Rule 9

  @Test
  void readsFilesOfRecordsAsIfTheyStoodInTheInput(@TempDir Path dir) throws Exception {
    Path root = Files.createDirectory(dir.resolve("batches"));
    Path plain = Files.writeString(root.resolve("1.jsonl"), "{\"id\":1}\n\n{\"id\":2}\n");
    Path packed = root.resolve("2.jsonl.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(packed))) {
      gzip.write("{\"id\":3}".getBytes(StandardCharsets.UTF_8));
    }
    settings = spoolingIn(dir, Optional.of(allowed(root)));
    MemoryLoader loader = new MemoryLoader();

    run(
        loader,
        schema("a")
            + record("a", 0)
            + batch("none", plain)
            + batch("gzip", packed)
            + record("a", 4)
            + state("5"));

    assertThat(loader.rows).containsExactly("a 0|", "a 1|", "a 2|", "a 3|", "a 4|");
    assertThat(states()).containsExactly("5");
  }

  @Test
  void readsNoFileOutsideOfTheFolderWhereverLinksLead(@TempDir Path dir) throws IOException {
    Path root = Files.createDirectory(dir.resolve("batches"));
    Path secret = Files.writeString(dir.resolve("secret.jsonl"), "{\"id\":1}\n");
    Path link = Files.createSymbolicLink(root.resolve("link.jsonl"), secret);
    settings = spoolingIn(dir, Optional.of(allowed(root)));

    for (Path file : List.of(secret, link, root.resolve("../secret.jsonl"))) {
      MemoryLoader loader = new MemoryLoader();
      assertThatThrownBy(() -> run(loader, schema("a") + batch("none", file)))
          .isInstanceOf(SingerException.Protocol.class)
          .hasMessageContaining("not under batch_config.storage.root");
      assertThat(loader.rows).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "parquet|gzip|file://ROOT/a.gz|BATCH of a is parquet with gzip; jsonl with gzip or none is read",
        "jsonl|zstd|file://ROOT/a.gz|BATCH of a is jsonl with zstd; jsonl with gzip or none is read",
        "jsonl|none|s3://b/c|BATCH of a names s3://b/c; only file:// addresses are read",
        "jsonl|none|file://host/c|BATCH of a names file://host/c, which is not a file's address",
        "jsonl|none|file://ROOT/gone|BATCH of a names file://ROOT/gone, which cannot be read: ROOT/gone",
        "jsonl|gzip|file://ROOT/long|BATCH of a: ROOT/long: Not in GZIP format",
        "jsonl|none|file://ROOT/long|BATCH of a: ROOT/long: line 2 is longer than max_line_bytes allows",
      })
  void refusesFilesThatAreNotWhatTheMessageSays(
      String format, String compression, String file, String reason, @TempDir Path dir)
      throws IOException {
    Path root = dir.toRealPath();
    Files.writeString(root.resolve("long"), "{\"id\":1}\n" + "x".repeat(17 << 20) + "\n");
    settings = spoolingIn(root, Optional.of(allowed(root)));
    String message =
        "{\"type\":\"BATCH\",\"stream\":\"a\",\"encoding\":{\"format\":\"%s\",\"compression\":\"%s\"},\"manifest\":[\"%s\"]}\n"
            .formatted(format, compression, file.replace("ROOT", root.toString()));

    assertThatThrownBy(() -> run(new MemoryLoader(), schema("a") + message))
        .isInstanceOf(SingerException.Protocol.class)
        .hasMessageStartingWith("line 2: " + reason.replace("ROOT", root.toString()));
  }

  private static BatchConfig allowed(Path root) {
    return new BatchConfig(null, new BatchConfig.Storage(root.toString(), null));
  }

  private static String batch(String compression, Path file) {
    return "{\"type\":\"BATCH\",\"stream\":\"a\",\"encoding\":{\"format\":\"jsonl\","
        + "\"compression\":\""
        + compression
        + "\"},\"manifest\":[\"file://"
        + file
        + "\"]}\n";
  }

  // The spool

  @Test
  void leavesNothingBehindAndRemovesWhatAKilledRunLeft(@TempDir Path dir) throws Exception {
    Path killed = Files.createDirectory(dir.resolve("tributary-spool-0-1"));
    Files.writeString(killed.resolve("lock"), "");
    Files.writeString(killed.resolve("0.zst"), "x");
    settings = spoolingIn(dir, Optional.empty());
    List<String> during = new ArrayList<>();
    MemoryLoader loader =
        new MemoryLoader(
            Loader.Durability.AT_ONCE, batch -> during.add(permissions(batch.files().get(0))));

    run(loader, interleaved(3));

    assertThat(during).containsExactly("rwx------");
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left).isEmpty();
    }
  }

  private static String permissions(Path file) {
    try {
      Path folder = file.getParent();
      return folder == null
          ? ""
          : java.nio.file.attribute.PosixFilePermissions.toString(
              Files.getPosixFilePermissions(folder));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void refusesASpoolFolderThatIsNotThere() {
    settings = spoolingIn(Path.of("/nowhere/at/all"), Optional.empty());

    assertThatThrownBy(() -> run(new MemoryLoader(), interleaved(1)))
        .isInstanceOf(SingerException.Config.class)
        .hasMessageContaining("spool_directory: /nowhere/at/all cannot be written to");
  }

  @Test
  void keepsLongRowsAndManyRowsInOrder() throws InterruptedException {
    StringBuilder text = new StringBuilder(schema("a"));
    for (int i = 0; i < 3000; i++) {
      String value = Integer.toString(i).repeat(i % 100 == 0 ? 100_000 : 20);
      text.append("{\"type\":\"RECORD\",\"stream\":\"a\",\"record\":{\"id\":")
          .append(i)
          .append(",\"a\":\"")
          .append(value)
          .append("\"}}\n");
    }
    MemoryLoader loader = new MemoryLoader();

    run(loader, text.toString());

    assertThat(loader.rows).hasSize(3000);
    for (int i = 0; i < 3000; i++) {
      String value = Integer.toString(i).repeat(i % 100 == 0 ? 100_000 : 20);
      assertThat(loader.rows.get(i)).isEqualTo("a " + i + "|" + value);
    }
  }
}
