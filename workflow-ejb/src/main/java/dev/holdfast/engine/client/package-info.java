/**
 * Is the Java client of the engine: what applications get injected, said in the terms of the door
 * that REST and JMS use too.
 */
@NullMarked
package dev.holdfast.engine.client;

import org.jspecify.annotations.NullMarked;
