package dev.holdfast.memory;

import dev.holdfast.engine.port.IdSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Counts identities up from 1, so that a test sees the same ones each time. */
public final class InMemoryIdSource implements IdSource {

  private final AtomicLong instances = new AtomicLong();
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong texts = new AtomicLong();

  /** Makes a source that has given out nothing. */
  public InMemoryIdSource() {}

  @Override
  public long nextInstanceNumber() {
    return instances.incrementAndGet();
  }

  @Override
  public long nextEventNumber() {
    return events.incrementAndGet();
  }

  @Override
  public String newId() {
    return new UUID(0, texts.incrementAndGet()).toString();
  }
}
