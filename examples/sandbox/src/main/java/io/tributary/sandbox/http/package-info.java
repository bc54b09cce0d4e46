/** What is asked of the server, and what it answers. */
@NullMarked
package io.tributary.sandbox.http;

import org.jspecify.annotations.NullMarked;
