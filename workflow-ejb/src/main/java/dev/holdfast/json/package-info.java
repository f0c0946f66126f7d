/**
 * Turns values into JSON text and back, exactly: what comes back equals what went in and has its
 * type. Nothing here knows steps, instances or where the text is kept.
 *
 * <p>Every type has a {@code Shape} that writes and reads it. Texts, names and layout are those of
 * JSON-B; classes that carry JSON-B annotations are left to the platform's JSON-B.
 */
@NullMarked
package dev.holdfast.json;

import org.jspecify.annotations.NullMarked;
