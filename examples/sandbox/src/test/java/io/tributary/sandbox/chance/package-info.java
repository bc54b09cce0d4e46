@NullMarked
package io.tributary.sandbox.chance;

import org.jspecify.annotations.NullMarked;
