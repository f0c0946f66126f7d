/**
 * Makes spans of runs and steps where the server has the API of OpenTelemetry. Only one class here
 * may be loaded without it.
 */
@NullMarked
package dev.holdfast.tracing;

import org.jspecify.annotations.NullMarked;
