/**
 * Talks to a server by HTTP and turns what goes wrong into exceptions with exit codes. Nothing here
 * may know a command.
 */
@NullMarked
package dev.holdfast.ctl.http;

import org.jspecify.annotations.NullMarked;
