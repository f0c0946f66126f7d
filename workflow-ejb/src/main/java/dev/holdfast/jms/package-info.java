/**
 * Takes messages from the queues and hands them to the engine. Nothing here may decide what they
 * mean.
 */
@NullMarked
package dev.holdfast.jms;

import org.jspecify.annotations.NullMarked;
