package io.tributary.sandbox.ads;

import java.util.List;

/** Where a campaign shows itself, and Google's words for what it is made of. */
public enum Channel {
  SEARCH(
      "SEARCH_STANDARD",
      "RESPONSIVE_SEARCH_AD",
      "MAXIMIZE_CONVERSIONS",
      Network.SEARCH,
      Network.SEARCH_PARTNERS,
      Network.CONTENT),
  DISPLAY(
      "DISPLAY_STANDARD",
      "RESPONSIVE_DISPLAY_AD",
      "TARGET_CPA",
      Network.CONTENT,
      Network.GMAIL,
      Network.YOUTUBE),
  SHOPPING(
      "SHOPPING_PRODUCT_ADS",
      "SHOPPING_PRODUCT_AD",
      "TARGET_ROAS",
      Network.SEARCH,
      Network.SEARCH_PARTNERS,
      Network.YOUTUBE),
  VIDEO(
      "VIDEO_TRUE_VIEW_IN_STREAM",
      "VIDEO_RESPONSIVE_AD",
      "MANUAL_CPV",
      Network.YOUTUBE,
      Network.CONTENT,
      Network.GOOGLE_TV),
  PERFORMANCE_MAX(
      "", "", "MAXIMIZE_CONVERSION_VALUE", Network.SEARCH, Network.CONTENT, Network.YOUTUBE);

  private final String groupType;
  private final String adType;
  private final String bidding;
  private final Network first;
  private final Network second;
  private final Network third;

  Channel(
      String groupType,
      String adType,
      String bidding,
      Network first,
      Network second,
      Network third) {
    this.groupType = groupType;
    this.adType = adType;
    this.bidding = bidding;
    this.first = first;
    this.second = second;
    this.third = third;
  }

  public String groupType() {
    return groupType;
  }

  public String adType() {
    return adType;
  }

  public String bidding() {
    return bidding;
  }

  /** The networks, the one that shows most first. */
  public List<Network> networks() {
    return List.of(first, second, third);
  }

  /** Performance Max has asset groups instead. */
  public boolean hasAdGroups() {
    return this != PERFORMANCE_MAX;
  }
}
