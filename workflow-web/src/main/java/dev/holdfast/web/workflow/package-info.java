/** Shows the workflows that are deployed. Nothing here may change them. */
@NullMarked
package dev.holdfast.web.workflow;

import org.jspecify.annotations.NullMarked;
