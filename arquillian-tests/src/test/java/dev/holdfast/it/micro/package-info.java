/**
 * Runs the contracts on Payara Micro with H2. One class, for every class with a deployment costs a
 * start.
 */
@NullMarked
package dev.holdfast.it.micro;

import org.jspecify.annotations.NullMarked;
