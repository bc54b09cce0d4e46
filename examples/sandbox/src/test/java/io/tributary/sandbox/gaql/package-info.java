@NullMarked
package io.tributary.sandbox.gaql;

import org.jspecify.annotations.NullMarked;
