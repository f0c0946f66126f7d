/** db-scheduler as it is measured: a job queue, for what a plain job costs on the same database. */
@NullMarked
package dev.holdfast.benchmark.scheduler;

import org.jspecify.annotations.NullMarked;
