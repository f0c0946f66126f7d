/** The HTTP facade over the engine. Nothing here may decide what a workflow does. */
@NullMarked
package dev.holdfast.web;

import org.jspecify.annotations.NullMarked;
