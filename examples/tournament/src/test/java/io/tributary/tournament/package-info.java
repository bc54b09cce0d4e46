@NullMarked
package io.tributary.tournament;

import org.jspecify.annotations.NullMarked;
