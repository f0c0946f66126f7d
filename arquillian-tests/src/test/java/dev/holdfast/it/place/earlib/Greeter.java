package dev.holdfast.it.place.earlib;

import jakarta.ejb.Local;

/** Is a session bean for the workflows of all places. */
@Local
public interface Greeter {

  /** Returns a greeting. */
  String greet();
}
