/**
 * Reads cron expressions and finds the times they fire at. Nothing here knows workflows, time zones
 * or what is due.
 */
@NullMarked
package dev.holdfast.cron;

import org.jspecify.annotations.NullMarked;
