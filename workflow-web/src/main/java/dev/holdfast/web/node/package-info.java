/** Shows the servers that run workflows. Nothing here may tell them what to do. */
@NullMarked
package dev.holdfast.web.node;

import org.jspecify.annotations.NullMarked;
