/** Runs the contracts on Payara Server. The domain is made and started before the first test. */
@NullMarked
package dev.holdfast.it.payara;

import org.jspecify.annotations.NullMarked;
