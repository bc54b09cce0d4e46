package io.tributary.singer.testkit;

import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.tributary.singer.message.MessageHandler;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/**
 * The rules of the house that the compiler does not know, as one test each. Every module runs them
 * over its own packages.
 */
public final class ArchitectureRules {
  private static final String OURS = "io.tributary.";

  private static final DescribedPredicate<JavaClass> WRITTEN_BY_HAND =
      DescribedPredicate.describe(
          "written by hand",
          type -> !type.isAnonymousClass() && !type.getModifiers().contains(SYNTHETIC));

  private ArchitectureRules() {}

  /** One test per rule, over the main classes of these packages and those below them. */
  public static Stream<DynamicTest> over(String... packages) {
    JavaClasses judged =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(packages);
    if (judged.isEmpty()) {
      throw new IllegalArgumentException("no classes in " + List.of(packages));
    }
    return over(judged);
  }

  static Stream<DynamicTest> over(JavaClasses judged) {
    return rules().map(rule -> DynamicTest.dynamicTest(rule.getDescription(), check(rule, judged)));
  }

  private static Executable check(ArchRule rule, JavaClasses judged) {
    return () -> rule.allowEmptyShould(true).check(judged);
  }

  private static Stream<ArchRule> rules() {
    return Stream.of(
        packagesFormNoCycle(),
        dependenciesPointDown(),
        authorsSeeOnlyWhatIsTheirs(),
        noRoomForEverything(),
        handlersTakeMessages(),
        classesAreFinal(),
        nothingInheritsButFailures(),
        onlyTheCommandLineTouchesTheProcess(),
        noSharedMutableState(),
        oneJsonConfiguration(),
        onlyRetriesSleep(),
        oneWayToLog());
  }

  private static ArchRule packagesFormNoCycle() {
    return slices()
        .matching("io.tributary.(**)")
        .should()
        .beFreeOfCycles()
        .as("packages form no cycle");
  }

  private static ArchRule dependenciesPointDown() {
    return layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .withOptionalLayers(true)
        .layer("cli")
        .definedBy("..singer.cli..")
        .layer("runner")
        .definedBy("..singer.tap..", "..singer.target..")
        .layer("contract")
        .definedBy("..singer.connector..", "..singer.config..", "..singer.catalog..")
        .layer("protocol")
        .definedBy(
            "..singer.message..",
            "..singer.schema..",
            "..singer.state..",
            "..singer.error..",
            "..singer.json..",
            "..singer.report..")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("runner")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("contract")
        .mayOnlyBeAccessedByLayers("runner", "cli")
        .whereLayer("protocol")
        .mayOnlyBeAccessedByLayers("contract", "runner", "cli")
        .as("dependencies point down: cli, runner, contract, protocol");
  }

  /** What an author imports drags nothing else in. */
  private static ArchRule authorsSeeOnlyWhatIsTheirs() {
    return classes()
        .that()
        .resideInAPackage("..singer.connector..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "com.fasterxml.jackson.databind..",
            "..singer.connector..",
            "..singer.schema..",
            "..singer.message..",
            "..singer.config..",
            "..singer.error..",
            "..singer.json..")
        .as("the connector contract knows the JDK, Jackson's nodes and the protocol, nothing else");
  }

  private static ArchRule noRoomForEverything() {
    return noClasses()
        .should()
        .haveNameMatching(
            ".*(Util|Utils|Helper|Helpers|Manager|Impl|Common|Misc|Processor|Service|Wrapper|Factory)")
        .orShould()
        .haveNameMatching(".*[.$](Abstract|Base)[A-Z].*")
        .orShould()
        .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..misc..")
        .as("no class is named for a room that holds everything");
  }

  private static ArchRule handlersTakeMessages() {
    return classes()
        .that()
        .haveSimpleNameEndingWith("Handler")
        .should()
        .beAssignableTo(MessageHandler.class)
        .as("only what takes messages is a Handler");
  }

  private static ArchRule classesAreFinal() {
    return classes()
        .that(WRITTEN_BY_HAND)
        .and()
        .areNotInterfaces()
        .and()
        .areNotEnums()
        .and()
        .doNotHaveModifier(ABSTRACT)
        .should()
        .haveModifier(FINAL)
        .as("classes are final");
  }

  private static ArchRule nothingInheritsButFailures() {
    return classes()
        .that()
        .areNotInterfaces()
        .and()
        .areNotAssignableTo(Throwable.class)
        .and()
        .areNotAssignableTo(Enum.class)
        .should(extendNothingOfOurs())
        .as("nothing extends a class of ours, failures excepted");
  }

  private static ArchCondition<JavaClass> extendNothingOfOurs() {
    return new ArchCondition<>("extend nothing of ours") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getRawSuperclass()
            .filter(parent -> parent.getPackageName().startsWith(OURS))
            .ifPresent(
                parent ->
                    events.add(
                        SimpleConditionEvent.violated(
                            type, type.getName() + " extends " + parent.getName())));
      }
    };
  }

  private static ArchRule onlyTheCommandLineTouchesTheProcess() {
    return noClasses()
        .that()
        .resideOutsideOfPackages("..singer.cli..", "..sandbox.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .as("only the command line touches the process: its output, its exit, its environment");
  }

  private static ArchRule noSharedMutableState() {
    return fields()
        .that()
        .areStatic()
        .and()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .should()
        .beFinal()
        .as("no static field changes");
  }

  private static ArchRule oneJsonConfiguration() {
    return noClasses()
        .that()
        .resideOutsideOfPackages("..singer.json..", "..sandbox.json..")
        .should()
        .callConstructorWhere(
            DescribedPredicate.describe(
                "it makes an object mapper",
                call -> call.getTargetOwner().isAssignableTo(ObjectMapper.class)))
        .orShould()
        .callMethod(JsonMapper.class, "builder")
        .as("the one object mapper is made in the json package");
  }

  private static ArchRule onlyRetriesSleep() {
    return noClasses()
        .that()
        .resideOutsideOfPackages("..singer.http..", "..singer.sql..")
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", long.class, int.class)
        .as("only the retries of http and sql sleep");
  }

  private static ArchRule oneWayToLog() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "org.apache.logging..", "ch.qos.logback..")
        .as("SLF4J is the one way to log");
  }
}
