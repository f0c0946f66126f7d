/**
 * Lets tests change what goes on in a server that was started in test mode; in every other server
 * there is nothing at these paths.
 */
@NullMarked
package dev.holdfast.web.testing;

import org.jspecify.annotations.NullMarked;
