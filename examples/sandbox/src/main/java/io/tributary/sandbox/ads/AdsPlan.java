package io.tributary.sandbox.ads;

import io.tributary.sandbox.chance.Draw;
import io.tributary.sandbox.world.Plan;

/**
 * What the advertising is made from: the world's plan, and how many times as many ad groups each
 * campaign has as the four it begins with.
 */
public record AdsPlan(Plan world, int breadth, int moreAccounts) {
  private static final int GROUPS = 4;
  private static final int ASSET_GROUPS = 2;

  Draw draw() {
    return world.draw().at("advertising");
  }

  /** How many people alike see an advertisement, on average. */
  int crowd() {
    return switch (world.size()) {
      case S -> 2;
      case M -> 8;
      case L -> 100;
    };
  }

  /** How many ad groups a campaign has, or asset groups. */
  public int groups(Campaign campaign) {
    return (campaign.channel().hasAdGroups() ? GROUPS : ASSET_GROUPS) * breadth;
  }
}
