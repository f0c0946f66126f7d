/** Turns the timers of the platform into the engine's alarms. What is due is not known here. */
@NullMarked
package dev.holdfast.timer;

import org.jspecify.annotations.NullMarked;
