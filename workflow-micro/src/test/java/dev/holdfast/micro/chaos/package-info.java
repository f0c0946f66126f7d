/**
 * Breaks real servers and their database while they work, and counts what was lost or doubled. For
 * who asks: it takes long; see {@code docs/chaos.md}.
 */
@NullMarked
package dev.holdfast.micro.chaos;

import org.jspecify.annotations.NullMarked;
