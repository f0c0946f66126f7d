/** Tests of the package of the same name. Nothing here needs a server. */
@NullMarked
package dev.holdfast.samples.fanout;

import org.jspecify.annotations.NullMarked;
