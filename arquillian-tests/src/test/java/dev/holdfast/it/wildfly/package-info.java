/**
 * Runs the contracts on WildFly with PostgreSQL. One class, for every class with a deployment costs
 * a start.
 */
@NullMarked
package dev.holdfast.it.wildfly;

import org.jspecify.annotations.NullMarked;
