package io.tributary.singer.connector;

import java.util.List;

/** Reads a system. Says what streams there are; each stream knows how to read itself. */
public non-sealed interface Tap<C extends Record> extends Connector<C> {
  /**
   * Every stream that these settings can see, selected or not. Called once a run; it may ask the
   * system.
   */
  List<TapStream> streams(C config);
}
