/**
 * Turns every error into a problem document of RFC 9457 with a stable code. Nothing here may show
 * what an unexpected error says: that goes to the log.
 */
@NullMarked
package dev.holdfast.web.problem;

import org.jspecify.annotations.NullMarked;
