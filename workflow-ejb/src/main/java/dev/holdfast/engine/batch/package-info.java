/**
 * Batch jobs as steps: sees to it that the server's batch runtime runs what steps have asked for,
 * once at a time, also after a node has died, and tells their instances how it has ended.
 */
@NullMarked
package dev.holdfast.engine.batch;

import org.jspecify.annotations.NullMarked;
