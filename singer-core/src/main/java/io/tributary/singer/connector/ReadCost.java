package io.tributary.singer.connector;

/**
 * What reading a stream would take, as far as a look at it tells.
 *
 * @param windows in how many parts it would be read
 * @param requests how many requests that would be, about
 * @param perSecond how many requests a second the stream may make
 * @param perSecondInAll how many requests a second all streams may make together
 * @param perDay how many requests a day there may be; 0 if nobody counts
 */
public record ReadCost(
    long windows, long requests, double perSecond, double perSecondInAll, long perDay) {
  /** What a stream takes of a system that does not count by days. */
  public ReadCost(long windows, long requests, double perSecond, double perSecondInAll) {
    this(windows, requests, perSecond, perSecondInAll, 0);
  }

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
        Math.max(perSecondInAll, other.perSecondInAll),
        Math.max(perDay, other.perDay));
  }

  /** For how many seconds it would be read at the least. */
  public double seconds() {
    return requests / Math.min(perSecond, perSecondInAll);
  }
}
