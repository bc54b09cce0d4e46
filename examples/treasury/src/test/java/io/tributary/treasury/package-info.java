@NullMarked
package io.tributary.treasury;

import org.jspecify.annotations.NullMarked;
