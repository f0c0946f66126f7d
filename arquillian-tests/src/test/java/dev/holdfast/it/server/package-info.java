/**
 * Starts what the tests need before the first of them, and ends it after the last. Nothing here
 * gets into a server.
 */
@NullMarked
package dev.holdfast.it.server;

import org.jspecify.annotations.NullMarked;
