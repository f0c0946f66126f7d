/** Prints tables, JSON and progress. Nothing here may know what the values mean. */
@NullMarked
package dev.holdfast.ctl.output;

import org.jspecify.annotations.NullMarked;
