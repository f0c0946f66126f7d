/** Tests of the package of the same name. Nothing here needs a server. */
@NullMarked
package dev.holdfast.samples.kitchen;

import org.jspecify.annotations.NullMarked;
