package dev.holdfast.web.console.live;

import dev.holdfast.api.LogEntry;
import dev.holdfast.api.LogListener;

/** Tells an open page of each record in the event log of an instance. */
final class InstanceChanges implements LogListener {

  private final ChangeStream stream;

  InstanceChanges(ChangeStream stream) {
    this.stream = stream;
  }

  @Override
  public void record(LogEntry entry) {
    stream.changed();
  }

  @Override
  public void idle() {
    stream.idle();
  }

  @Override
  public void ended() {
    stream.ended();
  }

  @Override
  public boolean isDone() {
    return stream.isDone();
  }
}
