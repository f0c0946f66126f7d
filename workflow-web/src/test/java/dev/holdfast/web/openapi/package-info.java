/**
 * Makes the description of the API out of the resources and proves it true. Part of the build, not
 * of what is shipped: nothing here may be needed by a server.
 */
@NullMarked
package dev.holdfast.web.openapi;

import org.jspecify.annotations.NullMarked;
