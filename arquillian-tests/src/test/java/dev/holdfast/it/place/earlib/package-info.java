/**
 * Goes into a library of the whole application under test. Nothing but what workflows there need.
 */
@NullMarked
package dev.holdfast.it.place.earlib;

import org.jspecify.annotations.NullMarked;
