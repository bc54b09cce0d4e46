/** How rows become protocol buffers. */
@NullMarked
package io.tributary.target.bigquery.write;

import org.jspecify.annotations.NullMarked;
