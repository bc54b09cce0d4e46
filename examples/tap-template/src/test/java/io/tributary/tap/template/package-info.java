@NullMarked
package io.tributary.tap.template;

import org.jspecify.annotations.NullMarked;
