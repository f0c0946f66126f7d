package dev.holdfast.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Placeholder: roots the HTTP interface. */
@ApplicationPath("api")
public class HoldfastApplication extends Application {}
