package dev.holdfast.engine.log;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.port.InstanceControl.Decision;
import java.time.Instant;
import java.util.List;

/** Is told what this node has committed. Called by whoever writes, so it must not take long. */
interface WriteObserver {

  /** Changes have been applied. */
  void written(List<Change> changes);

  /** Instances have been claimed. */
  void claimed(List<InstanceRecord> instances, Instant now);

  /** A control call has taken effect, or has found nothing to do. */
  void controlled(Decision decision);
}
