package dev.holdfast.engine.port;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.InstanceKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Changes instances from outside their run. Each method is a transaction of its own that locks the
 * row of the owning node exclusively before the instance's row, so that the owner's next write sees
 * the revoked lease.
 */
public interface InstanceControl {

  /**
   * Ends an instance unless it has ended already. Its owner, if any, loses the lease.
   *
   * @param key the instance
   * @param endedAt now
   * @return what was found; empty when there is no such instance
   */
  Optional<Terminated> terminate(InstanceKey key, Instant endedAt);

  /**
   * Is what a termination found.
   *
   * @param instance number of the instance
   * @param before the status before the call; a terminal one means that nothing was changed
   */
  record Terminated(long instance, InstanceStatus before) {}
}
