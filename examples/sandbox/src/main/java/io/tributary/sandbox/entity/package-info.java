/** What the account holds: each object with its whole history, past and to come. */
@NullMarked
package io.tributary.sandbox.entity;

import org.jspecify.annotations.NullMarked;
