/**
 * Implements the ports of storage in memory, with the rules of the database: for tests and the
 * testing kit. Nothing here survives the process, and nothing here may need the platform.
 */
@NullMarked
package dev.holdfast.memory;

import org.jspecify.annotations.NullMarked;
