/**
 * Holds one workflow class per pattern, in a package each, and what they share: the settings.
 * Nothing here may reach behind the public API.
 */
@NullMarked
package dev.holdfast.samples;

import org.jspecify.annotations.NullMarked;
