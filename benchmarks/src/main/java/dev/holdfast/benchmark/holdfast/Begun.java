package dev.holdfast.benchmark.holdfast;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Tells whoever has asked for an instance by a message that its code has begun, in this process.
 * From then on the Java client can wait for its end.
 */
final class Begun {

  private static final Map<String, CountDownLatch> EXPECTED = new ConcurrentHashMap<>();

  private Begun() {}

  /** Returns what opens when the code of an instance begins; to be called before it can. */
  static CountDownLatch expect(String id) {
    CountDownLatch latch = new CountDownLatch(1);
    EXPECTED.put(id, latch);
    return latch;
  }

  /** Notes that the code of an instance has begun, or goes on. */
  static void note(String id) {
    CountDownLatch latch = EXPECTED.remove(id);
    if (latch != null) {
      latch.countDown();
    }
  }
}
