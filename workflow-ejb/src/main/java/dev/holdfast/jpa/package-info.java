/**
 * Implements the ports of storage on the server's database: JPA entities for inserts and reads,
 * JDBC on the same connection for conditional and bulk updates. Nothing here decides what a
 * workflow does.
 */
@NullMarked
package dev.holdfast.jpa;

import org.jspecify.annotations.NullMarked;
