package io.tributary.sandbox.world;

/** How many customers a world has when its first two years are over. */
public enum Size {
  S(200),
  M(5_000),
  L(100_000);

  private final int customers;

  Size(int customers) {
    this.customers = customers;
  }

  public int customers() {
    return customers;
  }
}
