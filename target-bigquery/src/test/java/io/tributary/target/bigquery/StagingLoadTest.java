package io.tributary.target.bigquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.bigquery.BigQuery;
import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.error.SingerException;
import io.tributary.target.bigquery.StagedPeople.Spooled;
import io.tributary.target.bigquery.standin.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch on its way into a load job. */
final class StagingLoadTest {
  @TempDir private Path folder;
  private final StandIn bigquery = StandIn.start().dataset("raw", "US");

  @AfterEach
  void stop() {
    bigquery.close();
  }

  @Test
  void loadsTheFileAsItWasSpooled() throws IOException {
    load(
        StagedPeople.of(
            bigquery,
            StagedPeople.json(
                folder.resolve("1"),
                "{\"_row_sequence\":\"1\",\"id\":\"1\",\"name\":\"\"}",
                "{\"_row_sequence\":\"2\",\"id\":\"2\",\"name\":\"it's\\n\\\"\\\\\\u0001\\\"\"}",
                "{\"_row_sequence\":\"3\",\"id\":\"3\"}",
                "{\"_row_sequence\":\"4\",\"id\":\"4\",\"name\":\""
                    + "ä".repeat(200_000)
                    + "\"}")));

    assertThat(
            bigquery.lines(
                "SELECT id, IF(name IS NULL, 'none', name) FROM `standin.raw.staged` WHERE id < 4 ORDER BY id"))
        .containsExactly("1|", "2|it's\n\"\\\u0001\"", "3|none");
    assertThat(bigquery.lines("SELECT LENGTH(name) FROM `standin.raw.staged` WHERE id = 4"))
        .containsExactly("200000");
  }

  @Test
  void beginsNoJobWithAFileThatCannotBeRead() throws IOException {
    StagingTable staging = StagedPeople.of(bigquery, new Spooled(folder.resolve("gone"), 1));

    assertThatThrownBy(() -> load(staging))
        .isInstanceOf(SingerException.Destination.class)
        .hasMessageContaining("the rows of a batch cannot be sent: ")
        .hasMessageContaining("gone");
    assertThat(bigquery.jobs("load")).isEmpty();
    assertThat(bigquery.calls("^PUT upload")).isZero();
  }

  /** BigQuery takes letters, digits, underscores and hyphens, and 1,024 of them. */
  @Test
  void namesJobsSoThatNoStreamSpoilsThem() {
    List<String> streams =
        List.of("query", "query-1", "a.b", "a_b", "público/ñ 😀", "x".repeat(5_000), "-1-2");

    List<String> names =
        streams.stream()
            .map(stream -> StagedPeople.of(stream, 10 + streams.indexOf(stream)).job())
            .toList();

    assertThat(names).doesNotHaveDuplicates().allMatch(it -> it.matches("[A-Za-z0-9_-]{1,200}"));
    assertThat(names.get(0)).isEqualTo("query-10-11").doesNotMatch("query-\\d+");
  }

  private void load(StagingTable staging) {
    ObjectNode settings = Trial.settings(bigquery);
    TargetBigquery.Config config = ConfigReader.read(settings, TargetBigquery.Config.class);
    BigqueryErrors errors = new BigqueryErrors(config.place(), "US");
    BigQuery client = BigqueryLogin.client(config);
    Jobs jobs = new Jobs(client, errors, StandIn.PROJECT, "US", "run");
    new StagingLoad(client, new LoadJobs(jobs, errors)).load(staging);
  }
}
