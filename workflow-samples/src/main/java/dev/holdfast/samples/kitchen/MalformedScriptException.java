package dev.holdfast.samples.kitchen;

import dev.holdfast.api.InvalidRequestException;

/** Tells why a script cannot run, before any of it has. */
public final class MalformedScriptException extends InvalidRequestException {

  /** The code of this error. */
  public static final String CODE = "params.invalid";

  private static final long serialVersionUID = 1L;

  MalformedScriptException(String path, String problem) {
    super(CODE, "The script cannot run: %s %s".formatted(path, problem));
  }
}
