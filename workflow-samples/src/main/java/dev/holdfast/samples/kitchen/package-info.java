/**
 * Interprets a JSON script given as params, so that every feature of the engine can be tried from
 * outside. Nothing here may use more than the public API offers any workflow.
 */
@NullMarked
package dev.holdfast.samples.kitchen;

import org.jspecify.annotations.NullMarked;
