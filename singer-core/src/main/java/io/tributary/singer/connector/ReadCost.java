package io.tributary.singer.connector;

/**
 * What reading a stream would take, as far as a look at it tells.
 *
 * @param windows in how many parts it would be read
 * @param requests how many requests that would be, about
 * @param perSecond how many requests a second the stream may make
 * @param perSecondInAll how many requests a second all streams may make together
 */
public record ReadCost(long windows, long requests, double perSecond, double perSecondInAll) {
  public ReadCost {
    if (!(perSecond > 0) || !(perSecondInAll > 0)) {
      throw new IllegalArgumentException("a rate is not above 0");
    }
  }

  /** What both take, if nothing else is read. */
  public ReadCost and(ReadCost other) {
    return new ReadCost(
        windows + other.windows,
        requests + other.requests,
        Math.max(perSecond, other.perSecond),
        Math.max(perSecondInAll, other.perSecondInAll));
  }

  /** For how many seconds it would be read at the least. */
  public double seconds() {
    return requests / Math.min(perSecond, perSecondInAll);
  }
}
