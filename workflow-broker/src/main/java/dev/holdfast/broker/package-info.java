/**
 * The message broker that runs inside a server which brings none. Nothing here may know workflows:
 * it carries messages between queues, and the engine does not know it exists.
 */
@NullMarked
package dev.holdfast.broker;

import org.jspecify.annotations.NullMarked;
