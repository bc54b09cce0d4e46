/** Rows that go into a table by the Storage Write API: as protocol buffers, all at one moment. */
@NullMarked
package io.tributary.target.bigquery.write;

import org.jspecify.annotations.NullMarked;
