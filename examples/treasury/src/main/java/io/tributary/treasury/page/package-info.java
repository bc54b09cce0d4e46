/** Pages that need nothing else: a text with slots, and markup that is safe to fill them with. */
@NullMarked
package io.tributary.treasury.page;

import org.jspecify.annotations.NullMarked;
