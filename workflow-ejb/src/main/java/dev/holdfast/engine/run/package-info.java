/**
 * Executes one instance: replays what is recorded, runs what is not, parks what has to wait. A run
 * consists of strands, the workflow's own and one for each branch; each may be run again from its
 * top at any time, because everything finished answers from the journal.
 */
@NullMarked
package dev.holdfast.engine.run;

import org.jspecify.annotations.NullMarked;
