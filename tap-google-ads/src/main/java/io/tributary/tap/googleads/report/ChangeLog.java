package io.tributary.tap.googleads.report;

import java.util.Locale;

/** What Google Ads keeps of changes, which can only be asked for by their time. */
public enum ChangeLog {
  CHANGE_EVENT("change_event.change_date_time", 30),
  CHANGE_STATUS("change_status.last_change_date_time", 90);

  private final String field;
  private final int days;

  ChangeLog(String field, int days) {
    this.field = field;
    this.days = days;
  }

  /** The one that a stream reads. */
  public static ChangeLog of(StreamEntry entry) {
    return valueOf(entry.query().from().toUpperCase(Locale.ROOT));
  }

  /** The field with the time of a change, by the clock of the account. */
  public String field() {
    return field;
  }

  /** For how many days it is kept, today among them. */
  public int days() {
    return days;
  }
}
