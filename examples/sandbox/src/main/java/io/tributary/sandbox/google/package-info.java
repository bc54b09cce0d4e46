/** Google's half of the server: tokens, access, queries and their answers. */
@NullMarked
package io.tributary.sandbox.google;

import org.jspecify.annotations.NullMarked;
