/** The page about the servers that run workflows. */
@NullMarked
package dev.holdfast.web.console.node;

import org.jspecify.annotations.NullMarked;
