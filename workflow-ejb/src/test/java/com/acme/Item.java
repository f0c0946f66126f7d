package com.acme;

import java.math.BigDecimal;

/** Is a plain record. */
public record Item(String name, int quantity, BigDecimal price) {}
