/** Tests of the package of the same name. Nothing here needs a server. */
@NullMarked
package dev.holdfast.samples.lifecycle;

import org.jspecify.annotations.NullMarked;
