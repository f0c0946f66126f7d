/**
 * Holds what is known of the workflows that are deployed: their names, types and limits, and how to
 * make an object of them. How the classes are found is the container's business.
 */
@NullMarked
package dev.holdfast.engine.workflow;

import org.jspecify.annotations.NullMarked;
