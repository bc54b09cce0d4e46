package io.tributary.singer.connector;

/** Writes a system. */
public non-sealed interface Target<C extends Record> extends Connector<C> {
  /** Connects. The runner closes the loader, whatever happens. */
  Loader open(C config);

  /** Looks without touching: what {@code --plan} asks. The runner closes the planner. */
  Planner plan(C config);
}
