/**
 * Takes messages from the queues and hands them to the engine. Nothing here decides what they mean,
 * or what becomes of those that cannot be accepted.
 */
@NullMarked
package dev.holdfast.jms;

import org.jspecify.annotations.NullMarked;
