package io.tributary.singer.config;

import com.fasterxml.jackson.annotation.JsonCreator;

/** A value that must not be shown. Reading it takes a call that is easy to search for. */
public record Secret(String reveal) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Secret {}

  @Override
  public String toString() {
    return "****";
  }
}
