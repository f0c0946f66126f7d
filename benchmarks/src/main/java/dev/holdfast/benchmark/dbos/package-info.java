/** DBOS Transact for Java as it is measured: in a process of its own, used as its guide says. */
@NullMarked
package dev.holdfast.benchmark.dbos;

import org.jspecify.annotations.NullMarked;
