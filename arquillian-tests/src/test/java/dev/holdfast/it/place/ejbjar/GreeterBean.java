package dev.holdfast.it.place.ejbjar;

import dev.holdfast.it.place.earlib.Greeter;
import jakarta.ejb.Stateless;

/** Greets from the EJB archive. */
@Stateless
public class GreeterBean implements Greeter {

  @Override
  public String greet() {
    return "Hello";
  }
}
