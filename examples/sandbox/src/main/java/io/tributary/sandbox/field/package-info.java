/** What Google says of each field: its type, and what it may be selected with. */
@NullMarked
package io.tributary.sandbox.field;

import org.jspecify.annotations.NullMarked;
