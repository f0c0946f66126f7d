/**
 * What becomes of instances before they are purged. Where lines are written to is not known here.
 */
@NullMarked
package dev.holdfast.engine.archive;

import org.jspecify.annotations.NullMarked;
