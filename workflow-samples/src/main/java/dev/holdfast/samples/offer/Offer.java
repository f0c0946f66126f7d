package dev.holdfast.samples.offer;

import java.math.BigDecimal;

/**
 * Is what a supplier answers.
 *
 * @param price what it wants
 */
public record Offer(BigDecimal price) {}
