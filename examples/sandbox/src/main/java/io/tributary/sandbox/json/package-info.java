/** The one JSON configuration. */
@NullMarked
package io.tributary.sandbox.json;

import org.jspecify.annotations.NullMarked;
