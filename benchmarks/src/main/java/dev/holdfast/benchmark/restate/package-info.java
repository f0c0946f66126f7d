/**
 * Restate as it is measured: its workflows in a process of their own, called through its server.
 */
@NullMarked
package dev.holdfast.benchmark.restate;

import org.jspecify.annotations.NullMarked;
