/** Tests of the command line against a server that answers as it is told. */
@NullMarked
package dev.holdfast.ctl;

import org.jspecify.annotations.NullMarked;
