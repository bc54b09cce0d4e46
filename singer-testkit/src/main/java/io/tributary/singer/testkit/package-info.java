/** What the tests of every module share: checks that are called, never classes to extend. */
@NullMarked
package io.tributary.singer.testkit;

import org.jspecify.annotations.NullMarked;
