/** Tests of the package of the same name. Nothing here needs a server. */
@NullMarked
package dev.holdfast.samples.parcel;

import org.jspecify.annotations.NullMarked;
