package com.acme;

import java.util.List;
import java.util.Optional;

/** Is a generic record. */
public record Page<T>(List<T> items, Optional<T> best, int number) {}
