/** Leaves a part of the work to another workflow: parent and child. */
@NullMarked
package dev.holdfast.samples.parcel;

import org.jspecify.annotations.NullMarked;
