/** One workflow class per pattern. Nothing here may reach behind the public API. */
@NullMarked
package dev.holdfast.samples;

import org.jspecify.annotations.NullMarked;
