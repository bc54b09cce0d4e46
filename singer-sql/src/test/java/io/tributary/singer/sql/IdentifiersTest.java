package io.tributary.singer.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.singer.connector.Column;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.schema.ColumnType;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class IdentifiersTest {
  private static final Identifiers NAMES = Plain.DIALECT.identifiers();

  @Property
  void foldsEveryNameToOneThatFitsAndAlwaysTheSame(@ForAll @StringLength(max = 60) String name) {
    String folded = NAMES.fold(name);

    assertThat(folded).isNotEmpty().doesNotContain(" ").hasSizeLessThanOrEqualTo(Plain.LONGEST);
    assertThat(NAMES.fold(name)).isEqualTo(folded);
    assertThat(folded.codePoints().filter(c -> c >= 0xd800 && c <= 0xdfff).count())
        .isLessThanOrEqualTo(name.codePoints().filter(c -> c >= 0xd800 && c <= 0xdfff).count());
  }

  @Test
  void tellsLongNamesApartThatBeginAlike() {
    String one = NAMES.fold("a name that is long, the first");
    String other = NAMES.fold("a name that is long, the second");

    assertThat(one).isNotEqualTo(other).startsWith("a_name_that");
  }

  @Test
  void refusesPropertiesThatShareAColumn() {
    assertRefused(false, "the property a b and the property a_b are the same column", "a_b", "a b");
    assertRefused(false, "Tributary's own _row_sequence", "_row_sequence");
    assertRefused(true, "set add_record_metadata to false", "_sdc_sequence");
  }

  @Test
  void letsASourceSayWhatIsDeleted() {
    List<Column> columns =
        StreamColumns.of("s", properties("_sdc_deleted_at"), Plain.DIALECT, true);

    assertThat(columns).extracting(Column::name).containsExactly("_sdc_deleted_at");
  }

  private static void assertRefused(boolean withMetadata, String reason, String... names) {
    assertThatThrownBy(() -> StreamColumns.of("s", properties(names), Plain.DIALECT, withMetadata))
        .isInstanceOf(SingerException.Destination.class)
        .hasMessageContaining(reason);
  }

  private static List<Column> properties(String... names) {
    return Arrays.stream(names).map(name -> new Column(name, ColumnType.STRING)).toList();
  }
}
