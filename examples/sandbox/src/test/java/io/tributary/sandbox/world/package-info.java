@NullMarked
package io.tributary.sandbox.world;

import org.jspecify.annotations.NullMarked;
