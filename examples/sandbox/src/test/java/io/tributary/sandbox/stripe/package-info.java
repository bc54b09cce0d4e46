@NullMarked
package io.tributary.sandbox.stripe;

import org.jspecify.annotations.NullMarked;
