package dev.holdfast.web.http;

import dev.holdfast.engine.port.NodeStore;
import dev.holdfast.web.instance.Recorded;
import java.time.Duration;
import java.util.List;

/** Shows one node, as fresh as a test wants it, or fails. */
final class FakeNodes implements NodeStore {

  Duration heartbeatAge = Duration.ofMillis(1500);
  boolean isReachable = true;
  boolean isLeaseInForce = true;

  @Override
  public long join(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean heartbeat(long node) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int takeOverExpired(long self, Duration lease) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void leave(long node) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<NodeRecord> listLive() {
    if (!isReachable) {
      throw new IllegalStateException("connection to db.internal refused");
    }
    return List.of(
        new NodeRecord(
            3,
            "node-a",
            Recorded.START,
            Recorded.START.plusSeconds(60),
            Recorded.START.plusSeconds(60).plus(heartbeatAge),
            7));
  }
}
