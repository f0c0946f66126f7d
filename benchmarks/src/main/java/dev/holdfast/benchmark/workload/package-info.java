/** What is measured, said once for every engine. Knows no engine and no library. */
@NullMarked
package dev.holdfast.benchmark.workload;

import org.jspecify.annotations.NullMarked;
