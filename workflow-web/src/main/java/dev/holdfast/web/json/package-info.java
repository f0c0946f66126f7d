/**
 * Reads request bodies strictly and builds answers, on the JSON objects of the platform. Nothing
 * here may know what the members mean.
 */
@NullMarked
package dev.holdfast.web.json;

import org.jspecify.annotations.NullMarked;
