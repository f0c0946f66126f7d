/**
 * Takes messages over from queues: says what they mean, accepts each once, and keeps what cannot be
 * accepted for an operator. How messages come in and where they are kept is for adapters.
 */
@NullMarked
package dev.holdfast.engine.message;

import org.jspecify.annotations.NullMarked;
