package io.tributary.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tributary.distribution.Run.Ended;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  @TempDir private Path folder;
  private Tree tree;
  private FakeJava java;
  private Path program;

  @BeforeEach
  void makeATreeWhosePathHasSpaces() throws IOException {
    folder = folder.toRealPath();
    tree = Tree.of(folder.resolve("a folder/with spaces"), "tap-demo");
    java = FakeJava.of(folder.resolve("the jdk"), "17.0.1");
    program = tree.program("tap-demo");
  }

  @Test
  void startsTheJarOfItsOwnName() throws Exception {
    Ended ended = start("--discover");

    assertThat(ended.exit()).isZero();
    assertThat(ended.out()).endsWith("-jar\n" + jar() + "\n--discover\n");
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void startsThroughAChainOfLinksFromAnyFolder() throws Exception {
    Path links = Files.createDirectories(folder.resolve("home/bin"));
    Files.createSymbolicLink(links.resolve("absolute"), program);
    Files.createSymbolicLink(links.resolve("relative"), Path.of("absolute"));
    Files.createSymbolicLink(folder.resolve("first"), Path.of("home/bin/relative"));

    Ended direct = run(folder.resolve("first")).in(links).end();
    Ended relative = run(Path.of("../../first")).in(links).end();
    Ended byShell = run(Path.of("sh"), "relative").in(links).end();

    assertThat(direct.out()).endsWith("-jar\n" + jar() + "\n");
    assertThat(relative).isEqualTo(direct);
    assertThat(byShell).isEqualTo(direct);
  }

  @Test
  void startsFromThePathThroughALinkedFolder() throws Exception {
    Files.createSymbolicLink(folder.resolve("linked"), tree.home());

    Ended ended =
        run(Path.of("sh"), "-c", "tap-demo")
            .with("PATH", folder.resolve("linked/bin") + ":/usr/bin:/bin")
            .with("CDPATH", folder)
            .end();

    assertThat(ended.out()).endsWith("-jar\n" + jar() + "\n");
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void leavesArgumentsAsTheyAre() throws Exception {
    Ended ended = start("a  b", "", "*", "'\"$HOME\\");

    assertThat(ended.out()).endsWith(jar() + "\na  b\n\n*\n'\"$HOME\\\n");
  }

  @Test
  void takesTheJavaOfThePathWhenNoHomeIsNamed() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("java"), java.home().resolve("bin/java"));

    Ended ended = Run.of(program).with("PATH", bin + ":/usr/bin:/bin").end();

    assertThat(ended.out()).endsWith("-jar\n" + jar() + "\n");
  }

  @Test
  void givesTheWordsOfJavaOptsTheLastWord() throws Exception {
    Ended ended = run(program).with("JAVA_OPTS", " -Xmx1g  -Dpattern=* ").in(folder).end();

    List<String> words = ended.out().lines().toList();
    assertThat(words)
        .containsSubsequence("-Xmx192m", "-Xmx1g", "-Dpattern=*", "-jar")
        .doesNotContain("");
  }

  @Test
  void letsAProgramBringItsOwnMemory() throws Exception {
    Path options = Files.writeString(tree.home().resolve("lib/tap-demo.jvm"), "-Xmx1g\n");

    Ended ended = run(program).with("JAVA_OPTS", "-Xmx2g").end();

    assertThat(ended.out().lines()).containsSubsequence("-Xmx192m", "@" + options, "-Xmx2g");
  }

  @Test
  void putsTemporaryFilesWhereTheSystemSays() throws Exception {
    Ended ended = run(program).with("TMPDIR", folder.resolve("a b")).end();

    assertThat(ended.out().lines()).contains("-Djava.io.tmpdir=" + folder.resolve("a b"));
  }

  @Test
  void keepsTheMachinesWarningsOffStandardOutput() throws Exception {
    assertThat(start().out().lines())
        .containsSubsequence("-Xlog:disable", "-Xlog:all=warning:stderr");
  }

  @Test
  void saysWhenStandardErrorIsNoTerminal() throws Exception {
    start();
    java.answering("#!/bin/sh\necho \"${TRIBUTARY_TERMINAL-none}\"\n");

    assertThat(run(program).with("TRIBUTARY_TERMINAL", 1).end().out()).isEqualTo("none\n");
  }

  @Test
  void saysWhichTerminalStandardErrorIs() throws Exception {
    Path script = Path.of("/usr/bin/script");
    assumeTrue(Files.isExecutable(script), "there is a program that makes terminals");
    start();
    java.answering("#!/bin/sh\necho \"$TRIBUTARY_TERMINAL ${TRIBUTARY_OUTPUT-none}\"\n");
    Path out = folder.resolve("out");

    run(script, "-qec", "'" + program + "' >'" + out + "'", "/dev/null").end();
    Ended both = run(script, "-qec", "'" + program + "'", "/dev/null").end();

    assertThat(out).content().matches("/dev/\\S+ none\n");
    assertThat(both.out().strip()).matches("/dev/\\S+ terminal");
  }

  @Test
  void saysHowToInstallAMissingJava() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.writeString(bin.resolve("apt-get"), "#!/bin/sh\n").toFile().setExecutable(true);

    Ended ended = Run.of(program).with("PATH", bin).end();

    assertThat(ended)
        .isEqualTo(
            new Ended(
                127,
                "",
                "tap-demo: needs Java 17 or newer, and none is on the PATH:"
                    + " sudo apt-get install openjdk-17-jre-headless\n"));
  }

  @Test
  void refusesAnOldJava() throws Exception {
    FakeJava old = FakeJava.of(folder.resolve("old"), "11.0.2");

    Ended ended = Run.of(program).with("JAVA_HOME", old.home()).end();

    assertThat(ended.exit()).isEqualTo(126);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .startsWith(
            "tap-demo: needs Java 17 or newer, and " + old.home() + "/bin/java is Java 11.0.2: ")
        .hasLineCount(1);
  }

  @Test
  void asksAJavaThatHasNoReleaseFile() throws Exception {
    Files.delete(java.home().resolve("release"));
    java.answering("#!/bin/sh\necho 'java version \"1.8.0_292\"' >&2\n");
    Ended old = start();
    java.answering("#!/bin/sh\necho 'openjdk version \"21\" 2023-09-19' >&2\n");
    Ended young = start();
    java.answering("#!/bin/sh\necho 'Unable to locate a Java Runtime.' >&2\nexit 1\n");
    Ended none = start();

    assertThat(old.exit()).isEqualTo(126);
    assertThat(old.err()).contains("is Java 1.8.0_292: ");
    assertThat(young.exit()).isZero();
    assertThat(none.exit()).isEqualTo(127);
    assertThat(none.err()).contains("does not work: ").hasLineCount(1);
  }

  @Test
  void namesAHomeThatHasNoJava() throws Exception {
    Ended ended = Run.of(program).with("JAVA_HOME", folder.resolve("nowhere")).end();

    assertThat(ended.exit()).isEqualTo(127);
    assertThat(ended.err())
        .isEqualTo(
            "tap-demo: JAVA_HOME is "
                + folder.resolve("nowhere")
                + ", which has no bin/java: correct it, or unset it\n");
  }

  @Test
  void namesAMissingJar() throws Exception {
    Files.delete(jar());

    Ended ended = start();

    assertThat(ended.exit()).isEqualTo(127);
    assertThat(ended.err())
        .isEqualTo("tap-demo: " + jar() + " is missing: unpack the whole distribution again\n");
  }

  @Test
  void passesTheExitCodeOn() throws Exception {
    start();
    java.answering("#!/bin/sh\nexit 9\n");

    assertThat(start().exit()).isEqualTo(9);
  }

  @Test
  void passesSignalsOn() throws Exception {
    start();
    java.answering(
        "#!/bin/sh\ntrap 'echo stopped; exit 42' TERM\necho ready\nwhile :; do sleep 0.05; done\n");

    Process process = run(program).start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).isEqualTo("ready");
      process.toHandle().destroy(); // the process itself would close what it has written

      assertThat(out.readLine()).isEqualTo("stopped");
      assertThat(process.waitFor()).isEqualTo(42);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void makesAnArchiveOfClassesAtTheFirstStart() throws Exception {
    Ended first = start();
    Ended second = start();

    assertThat(java.archivesMade()).isEqualTo(1);
    assertThat(Tree.list(tree.archives())).hasSize(1);
    assertThat(first.out())
        .contains("-XX:SharedArchiveFile=" + Tree.list(tree.archives()).get(0) + "\n");
    assertThat(second).isEqualTo(first);
  }

  @Test
  void makesAnArchiveForEachJava() throws Exception {
    start();
    FakeJava newer = FakeJava.of(folder.resolve("newer"), "25");

    Run.of(program).with("JAVA_HOME", newer.home()).end();

    assertThat(newer.archivesMade()).isEqualTo(1);
    assertThat(Tree.list(tree.archives())).hasSize(2);
  }

  @Test
  void keepsArchivesInTheUsersCacheWhenTheTreeCannotHoldThem() throws Exception {
    Files.createFile(tree.archives());

    run(program).with("XDG_CACHE_HOME", folder.resolve("cache")).end();
    run(program).with("HOME", folder.resolve("me")).end();

    assertThat(Tree.list(folder.resolve("cache/tributary"))).hasSize(1);
    assertThat(Tree.list(folder.resolve("me/.cache/tributary"))).hasSize(1);
  }

  @Test
  void startsWithoutAnArchiveWhereNoneCanBeMade() throws Exception {
    Files.createFile(tree.archives());

    Ended nowhere = run(program).with("XDG_CACHE_HOME", "/dev/null").end();
    java.answering("#!/bin/sh\nfor last; do :; done\n[ \"$last\" = go ] || exit 1\n");
    Run refusing = run(program, "go").with("XDG_CACHE_HOME", folder.resolve("cache"));
    Ended first = refusing.end();
    Ended second = refusing.end();

    assertThat(nowhere.out()).doesNotContain("SharedArchiveFile").endsWith(jar() + "\n");
    assertThat(nowhere.err()).isEmpty();
    assertThat(first).isEqualTo(new Ended(0, "", "")).isEqualTo(second);
    assertThat(Tree.list(folder.resolve("cache/tributary")))
        .singleElement()
        .satisfies(archive -> assertThat(archive).isEmptyFile());
  }

  private Ended start(String... arguments) throws InterruptedException {
    return run(program, arguments).end();
  }

  private Run run(Path file, String... arguments) {
    return Run.of(file, arguments).with("JAVA_HOME", java.home());
  }

  private Path jar() {
    return tree.home().resolve("lib/tap-demo-" + Tree.version() + ".jar");
  }
}
