/**
 * Serves the description of the API, which the build makes out of the resources, their comments and
 * {@link dev.holdfast.web.schema}. Nothing here may know a single path.
 */
@NullMarked
package dev.holdfast.web.openapi;

import org.jspecify.annotations.NullMarked;
