package dev.holdfast.engine;

import dev.holdfast.engine.log.LogFeed;

/**
 * Holds who waits for what happens to instances.
 *
 * @param ends waits for their ends
 * @param logs follows their logs
 */
record Onlookers(EndWaiters ends, LogFeed logs) {}
