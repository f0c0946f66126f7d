package com.acme;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Is a record of everything an order has. */
@SuppressWarnings("ArrayRecordComponent")
public record Order(
    UUID id,
    List<Item> items,
    Map<Color, Item> byColor,
    Optional<Item> gift,
    OptionalInt rating,
    Instant at,
    Page<Item> page,
    Shape box,
    List<Shape> shapes,
    Map<String, List<int[]>> grid,
    byte[] label,
    Order parent) {}
