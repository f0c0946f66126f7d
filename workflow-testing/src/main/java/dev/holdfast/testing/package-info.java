/**
 * Tests workflows on the real engine with in-memory storage and a clock that is moved by hand, or
 * on a server that was started in test mode. Nothing here belongs into an application.
 */
@NullMarked
package dev.holdfast.testing;

import org.jspecify.annotations.NullMarked;
