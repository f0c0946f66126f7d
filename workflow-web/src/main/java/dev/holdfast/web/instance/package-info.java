/**
 * Answers everything below the instances of a workflow. Reads requests, asks the engine's door and
 * writes what it says; nothing here may decide what becomes of an instance.
 */
@NullMarked
package dev.holdfast.web.instance;

import org.jspecify.annotations.NullMarked;
