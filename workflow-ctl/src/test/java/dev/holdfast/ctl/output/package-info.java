/** Tests of what people see. */
@NullMarked
package dev.holdfast.ctl.output;

import org.jspecify.annotations.NullMarked;
