/**
 * Bulk work on instances: what a job does, how far it has come, and which node works on it. The
 * batch runtime of the server only calls what is here; it decides nothing.
 */
@NullMarked
package dev.holdfast.engine.job;

import org.jspecify.annotations.NullMarked;
