package io.tributary.sandbox.realm;

/** What most people of a kingdom live by; it bears on what they give and when they pay. */
public enum Trade {
  BANKING(1_700, 110),
  SILK(1_450, 40),
  WINE(1_250, -30),
  MINING(1_150, 20),
  SPICES(1_100, -60),
  TIMBER(950, 10),
  WOOL(850, 50),
  GRAIN(700, -20),
  FISHING(600, -110);

  private final int wealth;
  private final int punctuality;

  Trade(int wealth, int punctuality) {
    this.wealth = wealth;
    this.punctuality = punctuality;
  }

  /** What is given, against the average, in thousandths. */
  public int wealth() {
    return wealth;
  }

  /** How much oftener or more seldom than the average people pay on time, in thousandths. */
  public int punctuality() {
    return punctuality;
  }
}
