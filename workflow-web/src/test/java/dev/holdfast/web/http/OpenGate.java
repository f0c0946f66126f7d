package dev.holdfast.web.http;

import dev.holdfast.access.Caller;
import dev.holdfast.access.Gate;

/** Lets everybody in: who may do what is tested elsewhere. */
final class OpenGate implements Gate {

  @Override
  public void viewer() {
    // everybody may
  }

  @Override
  public void starter() {
    // everybody may
  }

  @Override
  public void operator() {
    // everybody may
  }

  @Override
  public void admin() {
    // everybody may
  }

  @Override
  public Caller caller() {
    return new Caller("somebody", "admin");
  }
}
