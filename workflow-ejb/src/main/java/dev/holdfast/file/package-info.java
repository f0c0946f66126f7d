/** Files of this server: what is kept in them belongs to the operator. Nothing is read back. */
@NullMarked
package dev.holdfast.file;

import org.jspecify.annotations.NullMarked;
