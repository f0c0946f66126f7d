/**
 * Welcomes a user and follows up after the trial. Mail goes to a table, so that a demo needs no
 * mail server.
 */
@NullMarked
package dev.holdfast.samples.lifecycle;

import org.jspecify.annotations.NullMarked;
