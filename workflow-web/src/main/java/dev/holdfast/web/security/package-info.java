/**
 * Knows the users and lets them in, and refuses what pages of other sites make a browser send.
 * Which role may do what stands in {@code web.xml} and is asked again before the engine, not here.
 */
@NullMarked
package dev.holdfast.web.security;

import org.jspecify.annotations.NullMarked;
