package dev.holdfast.web.http;

import dev.holdfast.engine.NodeStatus;

/** Says of the node what a test has set. */
record FakeNodeStatus(FakeNodes nodes) implements NodeStatus {

  @Override
  public boolean isLeaseInForce() {
    return nodes.isLeaseInForce;
  }

  @Override
  public long incarnation() {
    return 1;
  }

  @Override
  public int executing() {
    return 0;
  }

  @Override
  public int slots() {
    return 100;
  }
}
