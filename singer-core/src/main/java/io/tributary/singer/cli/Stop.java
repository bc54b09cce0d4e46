package io.tributary.singer.cli;

import org.jspecify.annotations.Nullable;

/** A wish, from a signal, that the run end early and in order. Thread-safe. */
final class Stop {
  private @Nullable Runnable action;
  private boolean requested;

  /** Says how to stop what runs now. Done at once if the wish is already there. */
  synchronized void by(Runnable stopping) {
    action = stopping;
    if (requested) {
      stopping.run();
    }
  }

  synchronized void request() {
    requested = true;
    Runnable stopping = action;
    if (stopping != null) {
      stopping.run();
    }
  }

  synchronized boolean isRequested() {
    return requested;
  }
}
