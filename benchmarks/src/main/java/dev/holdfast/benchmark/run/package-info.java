/**
 * Starts a database and the engines, one after the other, and puts their figures beside each other.
 */
@NullMarked
package dev.holdfast.benchmark.run;

import org.jspecify.annotations.NullMarked;
