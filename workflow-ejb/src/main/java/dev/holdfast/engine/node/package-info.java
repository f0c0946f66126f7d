/**
 * Makes a server process a node: it keeps a lease, claims what is due as far as it has slots, and
 * runs it. Instances of nodes that fell silent are taken over here.
 */
@NullMarked
package dev.holdfast.engine.node;

import org.jspecify.annotations.NullMarked;
