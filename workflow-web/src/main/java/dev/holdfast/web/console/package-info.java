/** The operator's console: what all its pages share. Pages live in the packages below. */
@NullMarked
package dev.holdfast.web.console;

import org.jspecify.annotations.NullMarked;
