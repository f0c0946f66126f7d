/**
 * Sends what is in the outbox. What is put in there, and how it travels, is for adapters; nothing
 * here may slow down those who write.
 */
@NullMarked
package dev.holdfast.engine.notification;

import org.jspecify.annotations.NullMarked;
