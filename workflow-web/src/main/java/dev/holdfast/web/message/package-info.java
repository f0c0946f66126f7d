/** Shows messages that could not be accepted, hands them over again and drops them. */
@NullMarked
package dev.holdfast.web.message;

import org.jspecify.annotations.NullMarked;
