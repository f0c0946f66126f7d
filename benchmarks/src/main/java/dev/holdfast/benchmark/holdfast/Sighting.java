package dev.holdfast.benchmark.holdfast;

/**
 * Says where and when an instance was seen executing.
 *
 * @param process the number of the server's process
 * @param at milliseconds since 1970
 */
public record Sighting(long process, long at) {

  static Sighting here() {
    return new Sighting(ownProcess(), System.currentTimeMillis());
  }

  static long ownProcess() {
    return ProcessHandle.current().pid();
  }
}
