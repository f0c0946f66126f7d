/**
 * Starts instances at the times that their workflows ask for, each firing once in the cluster. What
 * becomes of the instances is not known here.
 */
@NullMarked
package dev.holdfast.engine.schedule;

import org.jspecify.annotations.NullMarked;
