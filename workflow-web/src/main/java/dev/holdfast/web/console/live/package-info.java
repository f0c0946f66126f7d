/** Tells open pages that something has changed, so that they need not ask. */
@NullMarked
package dev.holdfast.web.console.live;

import org.jspecify.annotations.NullMarked;
