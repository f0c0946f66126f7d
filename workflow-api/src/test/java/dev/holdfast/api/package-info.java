/** Tests of the package of the same name: what can be checked without an engine. */
@NullMarked
package dev.holdfast.api;

import org.jspecify.annotations.NullMarked;
