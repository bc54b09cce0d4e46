package io.tributary.singer.sql;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * What is the same for all rows of a batch.
 *
 * @param at when it is loaded
 * @param started when the run began
 * @param records how many rows it has, if that is known
 */
record Batched(Instant at, Instant started, OptionalLong records) {}
