/** Tests of the command line, against a broker in the same virtual machine. */
@NullMarked
package dev.holdfast.samples.jms;

import org.jspecify.annotations.NullMarked;
