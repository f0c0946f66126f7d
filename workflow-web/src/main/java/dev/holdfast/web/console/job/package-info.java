/** The page about jobs: how far bulk work has come, and what is done to it. */
@NullMarked
package dev.holdfast.web.console.job;

import org.jspecify.annotations.NullMarked;
