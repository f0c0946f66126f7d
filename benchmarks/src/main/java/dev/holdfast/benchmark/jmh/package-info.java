/**
 * The hot inner parts of the engine alone, without server and database, measured by JMH. Run by
 * {@code benchmarks/run-jmh}.
 */
@NullMarked
package dev.holdfast.benchmark.jmh;

import org.jspecify.annotations.NullMarked;
