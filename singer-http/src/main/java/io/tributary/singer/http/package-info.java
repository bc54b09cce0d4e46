/**
 * A JSON API politely read or written: one address, one way to sign in, retries, rate limits,
 * pages.
 */
@NullMarked
package io.tributary.singer.http;

import org.jspecify.annotations.NullMarked;
