/**
 * Takes messages from the queues and hands them to the engine. Nothing here decides what they mean;
 * a message that cannot be accepted is parked with its reason and leaves the queue.
 */
@NullMarked
package dev.holdfast.jms;

import org.jspecify.annotations.NullMarked;
