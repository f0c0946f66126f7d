package dev.holdfast.access;

/**
 * Is who calls, as the server knows it.
 *
 * @param name name of the login; what the server calls nobody, without one
 * @param role the strongest of the roles; empty without any
 */
public record Caller(String name, String role) {}
