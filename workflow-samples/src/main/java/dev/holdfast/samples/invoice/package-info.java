/** Writes a row and sends a message in one transaction, exactly once whatever crashes. */
@NullMarked
package dev.holdfast.samples.invoice;

import org.jspecify.annotations.NullMarked;
