/**
 * Records commands: who wanted what of which instance, when and why, and what came of it. What the
 * engine does by itself is in the event log, not here.
 */
@NullMarked
package dev.holdfast.engine.audit;

import org.jspecify.annotations.NullMarked;
