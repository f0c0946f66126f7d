/**
 * Describes a picture, waits for approval and publishes it. The looking at pictures is plain Java;
 * only the workflow class knows the steps.
 */
@NullMarked
package dev.holdfast.samples.image;

import org.jspecify.annotations.NullMarked;
