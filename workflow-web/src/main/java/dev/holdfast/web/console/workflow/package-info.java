/** The pages about workflows: the list, and the form that creates an instance. */
@NullMarked
package dev.holdfast.web.console.workflow;

import org.jspecify.annotations.NullMarked;
