/**
 * Brings the samples' tables into the default database and defines how their access fails. The
 * tables' own classes live with the workflow that uses them.
 */
@NullMarked
package dev.holdfast.samples.database;

import org.jspecify.annotations.NullMarked;
