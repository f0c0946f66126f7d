/**
 * What an application compiles against. Nothing here may need a server or the engine to be read.
 */
@NullMarked
package dev.holdfast.api;

import org.jspecify.annotations.NullMarked;
