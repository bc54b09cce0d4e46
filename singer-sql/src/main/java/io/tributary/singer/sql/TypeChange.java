package io.tributary.singer.sql;

import io.tributary.singer.schema.ColumnType;

/**
 * A column that becomes of another type by other means than a statement. Only the {@link Warehouse}
 * whose dialect asks for it has them.
 *
 * @param type the column's type afterwards
 * @param text what says so in a plan
 */
public record TypeChange(TableName table, String column, ColumnType type, String text)
    implements Step {}
