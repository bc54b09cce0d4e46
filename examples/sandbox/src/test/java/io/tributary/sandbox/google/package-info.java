@NullMarked
package io.tributary.sandbox.google;

import org.jspecify.annotations.NullMarked;
