/**
 * The engine in plain Java: runs, replay, settling, scheduling. Nothing here may know the platform
 * it runs on.
 */
@NullMarked
package dev.holdfast.engine;

import org.jspecify.annotations.NullMarked;
