/**
 * Holds everything an application compiles against: the workflow contract, the steps, their options
 * and errors, and the client that starts and steers instances. Nothing here knows the engine, a
 * server or a database.
 */
@NullMarked
package dev.holdfast.api;

import org.jspecify.annotations.NullMarked;
