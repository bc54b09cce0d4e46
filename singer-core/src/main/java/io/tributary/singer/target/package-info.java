/** The runner of targets: messages to checked rows to durable batches, and then to states. */
@NullMarked
package io.tributary.singer.target;

import org.jspecify.annotations.NullMarked;
