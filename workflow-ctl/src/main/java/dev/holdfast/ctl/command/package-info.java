/** Holds the commands. Each asks the server and prints the answer; none decides anything itself. */
@NullMarked
package dev.holdfast.ctl.command;

import org.jspecify.annotations.NullMarked;
