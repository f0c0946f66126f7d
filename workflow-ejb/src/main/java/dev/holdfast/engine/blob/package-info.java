/**
 * Keeps and reads values in chunks: results of steps that are too large for their record. What a
 * run does around it, such as giving up when its lease is lost, does not belong here.
 */
@NullMarked
package dev.holdfast.engine.blob;

import org.jspecify.annotations.NullMarked;
