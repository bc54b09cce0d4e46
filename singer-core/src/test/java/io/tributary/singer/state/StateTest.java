package io.tributary.singer.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateTest {
  @Test
  void readsWhatSingerPythonWrites() {
    State state =
        State.read(
            json(
                """
                {'bookmarks': {'users': {'updated_at': '2026-01-02T00:00:00.000000Z',
                'offset': {'page': 3}}}, 'currently_syncing': 'users',
                'activate_versions': {'log': 1700000000000}}\
                """));

    assertThat(state.bookmark("users", "updated_at"))
        .contains(TextNode.valueOf("2026-01-02T00:00:00.000000Z"));
    assertThat(state.bookmark("users", "id")).isEmpty();
    assertThat(state.bookmark("orders", "updated_at")).isEmpty();
    assertThat(state.currentlySyncing()).contains("users");
    assertThat(state.version("log")).hasValue(1700000000000L);
    assertThat(state.version("users")).isEmpty();
  }

  @Test
  void readsWhatTheSdkWrites() {
    State state =
        State.read(
            json(
                """
                {'bookmarks': {'users': {'replication_key': 'id', 'replication_key_value': 7,
                'starting_replication_value': 3, 'progress_markers': {'Note': 'x',
                'replication_key': 'id', 'replication_key_value': 9}}}}\
                """));

    assertThat(state.bookmark("users", "id")).contains(json("7"));
    assertThat(state.bookmark("users", "updated_at")).isEmpty();
  }

  @Test
  void takesTheLowestOfTheSdksPartitions() {
    String partition =
        "{'context': {'repo': '%s'}, 'replication_key': 'at', 'replication_key_value': '%s'}";
    String first = partition.formatted("a", "2026-03-01T10:00:00+02:00");
    String second = partition.formatted("b", "2026-03-01T09:00:00Z");

    State both =
        State.read(json("{'bookmarks': {'s': {'partitions': [%s, %s]}}}".formatted(second, first)));
    State one =
        State.read(
            json("{'bookmarks': {'s': {'partitions': [%s, {'context': {}}]}}}".formatted(first)));

    assertThat(both.bookmark("s", "at")).contains(TextNode.valueOf("2026-03-01T10:00:00+02:00"));
    assertThat(one.bookmark("s", "at")).isEmpty();
  }

  @Test
  void replacesWhatTheSdkWroteByABookmarkOfItsOwn() {
    State state =
        State.read(
            json(
                """
                {'bookmarks': {'users': {'replication_key': 'id', 'replication_key_value': 7,
                'partitions': [], 'mine': 1}}}\
                """));

    State next = state.withBookmark("users", "id", json("8"));

    assertThat(next.toJson()).isEqualTo(json("{'bookmarks': {'users': {'mine': 1, 'id': 8}}}"));
    assertThat(state.bookmark("users", "id")).contains(json("7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'bookmarks': null}", "{'bookmarks': {}}"})
  void takesAnEmptyStateForAFirstRun(String empty) {
    State state = State.read(json(empty));

    assertThat(state.bookmark("users", "id")).isEmpty();
    assertThat(state.position("users")).isEmpty();
    assertThat(state.knows("users")).isFalse();
    assertThat(state.currentlySyncing()).isEmpty();
    assertThat(state.withBookmark("users", "id", json("1")).toJson())
        .isEqualTo(json("{'bookmarks': {'users': {'id': 1}}}"));
  }

  @Test
  void takesTheWholeMessageThatAStateCameIn() {
    State state = State.read(json("{'type': 'STATE', 'value': {'bookmarks': {'a': {'id': 1}}}}"));

    assertThat(state.bookmark("a", "id")).contains(json("1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "'x'", "{'type': 'STATE', 'value': 3}", "{'bookmarks': 3}"})
  void refusesWhatIsNoState(String kept) {
    assertThatThrownBy(() -> State.read(json(kept)))
        .isInstanceOf(SingerException.Config.class)
        .hasMessageStartingWith("state: ");
  }

  @Test
  void takesABookmarkThatIsNotInAnObject() {
    State state = State.read(json("{'bookmarks': {'users': '2026-01-01', 'none': null}}"));

    assertThat(state.bookmark("users", "updated_at")).contains(TextNode.valueOf("2026-01-01"));
    assertThat(state.bookmark("none", "updated_at")).isEmpty();
    assertThat(state.withBookmark("users", "at", json("1")).toJson())
        .isEqualTo(json("{'bookmarks': {'users': {'at': 1}, 'none': null}}"));
  }

  @Test
  void takesThePairThatTapGoogleAdsWritesForTheStreamThatIsCurrent() {
    assertThat(State.read(json("{'currently_syncing': ['ads', '123']}")).currentlySyncing())
        .contains("ads");
    assertThat(State.read(json("{'currently_syncing': []}")).currentlySyncing()).isEmpty();
    assertThat(State.read(json("{'currently_syncing': 3}")).currentlySyncing()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'0/16B'",
        "17",
        "[1, 2]",
        "{'123': {'date': '2026-01-01'}}",
        "{'position': 5}",
        "{'position': {'position': 5}}",
        "{'position': 5, 'other': 6}"
      })
  void givesAPositionBackAsItWasMarked(String position) {
    State state = State.empty().withPosition("s", json(position));

    assertThat(state.position("s")).contains(json(position));
    assertThat(State.read(state.toJson()).position("s")).contains(json(position));
  }

  @Test
  void takesTheBookmarkOfATapThatMarksPlacesAsItIs() {
    State state = State.read(json("{'bookmarks': {'ads': {'123': {'date': '2026-01-01'}}}}"));

    assertThat(state.position("ads")).contains(json("{'123': {'date': '2026-01-01'}}"));
    assertThat(State.read(json("{'bookmarks': {'ads': {}}}")).position("ads")).isEmpty();
  }

  @Test
  void keepsTheVersionOfAFullReadUntilItIsDone() {
    State begun = State.empty().withVersion("a", 5).withVersion("b", 6);
    State done = begun.withVersionDone("a", 5);

    assertThat(begun.version("a")).hasValue(5);
    assertThat(begun.knows("a")).isFalse();
    assertThat(done.version("a")).isEmpty();
    assertThat(done.knows("a")).isTrue();
    assertThat(done.withVersionDone("b", 6))
        .hasToString("{\"bookmarks\":{\"a\":{\"version\":5},\"b\":{\"version\":6}}}");
  }

  @Test
  void doesNotChangeWithWhatItWasMadeOf() {
    ObjectNode given = (ObjectNode) json("{'x': 1}");
    State state = State.of(given);
    given.put("x", 2);
    state.toJson().put("x", 3);

    assertThat(state).hasToString("{\"x\":1}").isEqualTo(State.of((ObjectNode) json("{'x': 1}")));
    assertThat(state.hashCode()).isEqualTo(json("{'x': 1}").hashCode());
    assertThat(state.withCurrentlySyncing("a").withNothingSyncing()).isEqualTo(state);
    assertThat(state).isNotEqualTo(State.empty()).isNotEqualTo("x");
  }

  static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
