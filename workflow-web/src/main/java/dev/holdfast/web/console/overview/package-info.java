/** The first page: how everything together is doing. */
@NullMarked
package dev.holdfast.web.console.overview;

import org.jspecify.annotations.NullMarked;
