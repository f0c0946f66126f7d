/**
 * Puts the engine into a server: finds the workflows, reads the settings, wires the adapters,
 * starts and stops. The only package that knows them all; nothing depends on it.
 */
@NullMarked
package dev.holdfast.container;

import org.jspecify.annotations.NullMarked;
