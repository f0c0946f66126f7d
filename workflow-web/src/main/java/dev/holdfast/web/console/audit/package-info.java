/** The page that shows who has done what. */
@NullMarked
package dev.holdfast.web.console.audit;

import org.jspecify.annotations.NullMarked;
