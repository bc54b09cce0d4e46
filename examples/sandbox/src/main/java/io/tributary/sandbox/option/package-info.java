/** How a sandbox is to be: its world, its manners and its faults. */
@NullMarked
package io.tributary.sandbox.option;

import org.jspecify.annotations.NullMarked;
