/**
 * The server's batch runtime: starts its jobs, and lets it work on those of the engine. What they
 * do and how far they have come is not known here.
 */
@NullMarked
package dev.holdfast.batch;

import org.jspecify.annotations.NullMarked;
