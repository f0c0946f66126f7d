/** Writes to many people, each letter an instance of its own: creation in batches. */
@NullMarked
package dev.holdfast.samples.campaign;

import org.jspecify.annotations.NullMarked;
