/**
 * Is the operator's command line. Nothing here needs the engine: only the HTTP interface, by its
 * documentation.
 */
@NullMarked
package dev.holdfast.ctl;

import org.jspecify.annotations.NullMarked;
