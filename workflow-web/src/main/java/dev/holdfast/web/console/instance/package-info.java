/** The pages about instances: the list, and everything about one. What they show is made here. */
@NullMarked
package dev.holdfast.web.console.instance;

import org.jspecify.annotations.NullMarked;
