package dev.holdfast.metrics;

import dev.holdfast.engine.NodeStatus;

/** Is a node that is well and executes three instances. */
record FixedNode() implements NodeStatus {

  @Override
  public boolean isLeaseInForce() {
    return true;
  }

  @Override
  public long incarnation() {
    return 1;
  }

  @Override
  public int executing() {
    return 3;
  }

  @Override
  public int slots() {
    return 100;
  }
}
