package io.tributary.tap.googleads;

import io.tributary.singer.config.Setting;
import io.tributary.tap.googleads.report.Micros;
import io.tributary.tap.googleads.report.Requested;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What streams there are besides, and what their columns show. */
public record StreamSettings(
    @Setting(
            value =
                "More streams, or other fields of those that there are, by their names: each an"
                    + " object with from, the resource, and fields; or with preset, the stream whose"
                    + " fields it begins with.",
            byDefault = "{}")
        Map<String, Requested.Stream> streams,
    @Setting(
            value =
                "Queries in Google Ads' own language, each a stream: objects with name and query,"
                    + " and keys if there are any. With segments.date in SELECT and not in WHERE it"
                    + " is read by days, as reports are.",
            byDefault = "[]")
        List<Requested.CustomQuery> customQueries,
    @Setting(
            value =
                "What to do about two fields of a stream that Google Ads does not give together:"
                    + " fail that stream, or drop the later one.",
            byDefault = "\"fail\"")
        OnIncompatible onIncompatible,
    @Setting(
            value =
                "How money comes: raw as the millionths that Google counts in (cost_micros),"
                    + " decimal in the account's currency (cost), or both.",
            byDefault = "\"raw\"")
        Micros micros) {

  /** What to do about two fields that exclude each other. */
  public enum OnIncompatible {
    FAIL,
    DROP
  }

  public StreamSettings {
    streams = new TreeMap<>(streams);
    customQueries = List.copyOf(customQueries);
    new Requested(streams, customQueries).check();
  }

  boolean isDropping() {
    return onIncompatible == OnIncompatible.DROP;
  }
}
