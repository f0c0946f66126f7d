/** Does the same to many files at a time and puts the results together: fan-out. */
@NullMarked
package dev.holdfast.samples.fanout;

import org.jspecify.annotations.NullMarked;
