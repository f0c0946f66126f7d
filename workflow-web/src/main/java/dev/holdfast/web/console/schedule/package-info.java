/** The page about schedules: when they fire, and what is done to them. */
@NullMarked
package dev.holdfast.web.console.schedule;

import org.jspecify.annotations.NullMarked;
