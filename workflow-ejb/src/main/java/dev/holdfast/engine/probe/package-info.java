/**
 * Lets tests have it their way: mocked results, errors and timeouts, skipped waits. The same rules
 * hold in a test's own process and in a server that was started in test mode; nobody else is here.
 */
@NullMarked
package dev.holdfast.engine.probe;

import org.jspecify.annotations.NullMarked;
