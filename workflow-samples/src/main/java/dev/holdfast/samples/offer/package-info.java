/** Takes the offer that comes first, or none after a while: a race. */
@NullMarked
package dev.holdfast.samples.offer;

import org.jspecify.annotations.NullMarked;
