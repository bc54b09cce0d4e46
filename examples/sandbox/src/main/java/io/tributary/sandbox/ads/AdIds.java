package io.tributary.sandbox.ads;

/** The numbers that an account's things have; each leads back to none but itself. */
public final class AdIds {
  public static final int KEYWORDS = 12;
  public static final int ADS = 3;
  public static final int AUDIENCES = 3;

  private static final int GROUPS = 4_096;
  private static final int CAMPAIGNS = 16;

  private AdIds() {}

  public static long campaign(Account account, long key) {
    return 20_000_000_000L + place(account, key);
  }

  public static long budget(Account account, long key) {
    return 12_000_000_000L + place(account, key);
  }

  public static long group(Account account, long key) {
    return 150_000_000_000L + groupPlace(account, key);
  }

  public static long assetGroup(Account account, long key) {
    return 6_400_000_000L + groupPlace(account, key);
  }

  public static long ad(Account account, long key) {
    return 690_000_000_000L + groupPlace(account, key) * 4 + Dim.AD.of(key);
  }

  /** A keyword; its group's other criteria come after the last one. */
  public static long criterion(Account account, long key) {
    return 300_000_000_000L + groupPlace(account, key) * CAMPAIGNS + Dim.SLOT.of(key);
  }

  public static String campaignName(Account account, long key) {
    return account.path("campaigns/" + campaign(account, key));
  }

  public static String budgetName(Account account, long key) {
    return account.path("campaignBudgets/" + budget(account, key));
  }

  public static String groupName(Account account, long key) {
    return account.path("adGroups/" + group(account, key));
  }

  public static String assetGroupName(Account account, long key) {
    return account.path("assetGroups/" + assetGroup(account, key));
  }

  public static String adName(Account account, long key) {
    return account.path("adGroupAds/" + group(account, key) + "~" + ad(account, key));
  }

  public static String criterionName(Account account, long key) {
    return account.path("adGroupCriteria/" + group(account, key) + "~" + criterion(account, key));
  }

  private static long place(Account account, long key) {
    return (long) account.ordinal() * CAMPAIGNS + Dim.CAMPAIGN.of(key);
  }

  private static long groupPlace(Account account, long key) {
    return place(account, key) * GROUPS + Dim.GROUP.of(key);
  }
}
