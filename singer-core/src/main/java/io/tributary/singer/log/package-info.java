/** Lines for people and machines on standard error, behind SLF4J. */
@NullMarked
package io.tributary.singer.log;

import org.jspecify.annotations.NullMarked;
