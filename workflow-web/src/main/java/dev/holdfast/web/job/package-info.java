/** Bulk work on instances over HTTP: what starts it, and how it is doing. */
@NullMarked
package dev.holdfast.web.job;

import org.jspecify.annotations.NullMarked;
