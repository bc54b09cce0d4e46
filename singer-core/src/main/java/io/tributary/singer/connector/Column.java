package io.tributary.singer.connector;

import io.tributary.singer.schema.ColumnType;

/**
 * One column of a batch.
 *
 * @param name the property's name, or the path of a flattened one, as the source spells it
 * @param type what the column must hold: what the schema says, widened by what the batch's records
 *     turned out to hold
 */
public record Column(String name, ColumnType type) {}
