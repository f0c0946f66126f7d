/** Shows who has done what. */
@NullMarked
package dev.holdfast.web.audit;

import org.jspecify.annotations.NullMarked;
