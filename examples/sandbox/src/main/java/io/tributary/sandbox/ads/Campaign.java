package io.tributary.sandbox.ads;

import io.tributary.sandbox.entity.Origin;
import java.util.ArrayList;
import java.util.List;

/**
 * A campaign, which every client has in the same way. Days are counted from the world's first: it
 * runs from one until another, and its name changes every so many days from one on, if at all.
 */
public record Campaign(int index, String code, String title, Channel channel, Span span) {
  /** When a campaign runs, and how often it is renamed; 0 if never. */
  record Span(int starts, int ends, int renamedEvery) {}

  private static final Span ALWAYS = new Span(0, Integer.MAX_VALUE, 0);
  private static final int FIRST_RENAMING = 365;
  private static final List<String> EDITIONS =
      List.of("first edition", "second edition", "autumn", "winter", "spring", "summer");

  private static final List<Campaign> ALL = all();

  private static List<Campaign> all() {
    List<Campaign> all = new ArrayList<>();
    add(all, "Harvest Fair", Channel.SEARCH, ALWAYS);
    add(all, "New Settlers", Channel.SEARCH, new Span(0, Integer.MAX_VALUE, 61));
    add(all, "Spring Market", Channel.SHOPPING, ALWAYS);
    add(all, "Guild Week", Channel.DISPLAY, ALWAYS);
    add(all, "Old Houses", Channel.VIDEO, ALWAYS);
    add(all, "Royal Visit", Channel.PERFORMANCE_MAX, ALWAYS);
    add(all, "Old Tolls", Channel.DISPLAY, new Span(0, 600, 0));
    add(all, "Winter Ball", Channel.SEARCH, new Span(640, 733, 0));
    return List.copyOf(all);
  }

  private static void add(List<Campaign> all, String title, Channel channel, Span span) {
    String code =
        all.size() < Origin.CAMPAIGNS.size()
            ? Origin.CAMPAIGNS.get(all.size())
            : title.toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
    all.add(new Campaign(all.size(), code, title, channel, span));
  }

  /** Every campaign of an account: the six that bring customers, and two that brought nobody. */
  public static List<Campaign> campaigns() {
    return ALL;
  }

  public static Campaign of(int index) {
    return ALL.get(index);
  }

  /** Those that an account has made by a day of the world. */
  public static List<Campaign> by(long worldDay) {
    return ALL.stream().filter(each -> each.span.starts() <= worldDay).toList();
  }

  public boolean runs(long worldDay) {
    return worldDay >= span.starts() && worldDay < span.ends();
  }

  public boolean isRemoved(long worldDay) {
    return worldDay >= span.ends();
  }

  /** How often it has been renamed by a day of the world. */
  private int renamings(long worldDay) {
    return span.renamedEvery() == 0 || worldDay < FIRST_RENAMING
        ? 0
        : (int) ((worldDay - FIRST_RENAMING) / span.renamedEvery()) + 1;
  }

  public String name(long worldDay) {
    int renamings = renamings(worldDay);
    return renamings == 0 ? title : title + " (" + EDITIONS.get(renamings % EDITIONS.size()) + ")";
  }

  public int starts() {
    return span.starts();
  }

  public int ends() {
    return span.ends();
  }
}
