/**
 * Sends events and starts instances by JMS, for people and programs outside the server. Nothing
 * here needs the engine or its API: only the names of two queues and their properties.
 */
@NullMarked
package dev.holdfast.samples.jms;

import org.jspecify.annotations.NullMarked;
