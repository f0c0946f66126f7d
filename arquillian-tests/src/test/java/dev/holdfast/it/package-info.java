/**
 * What the shipped archives must do on every server, as contracts that the server packages below
 * run. A contract knows the application's address and nothing of the server.
 */
@NullMarked
package dev.holdfast.it;

import org.jspecify.annotations.NullMarked;
