package io.tributary.singer.testkit;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Judges the core as well, which cannot depend on the kit. */
final class ArchitectureTest {
  @TestFactory
  Stream<DynamicTest> keepsTheRulesOfTheHouse() {
    return ArchitectureRules.over("io.tributary.singer");
  }
}
