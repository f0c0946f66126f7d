/** The page about messages that could not be accepted, and what is done to them. */
@NullMarked
package dev.holdfast.web.console.message;

import org.jspecify.annotations.NullMarked;
