package dev.holdfast.it.redeployment;

import dev.holdfast.it.server.ExternalCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Is what a server takes up besides memory.
 *
 * @param threads live threads
 * @param classes loaded classes
 */
record Footprint(long threads, long classes) {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String JCMD =
      Path.of(System.getProperty("java.home"), "bin/jcmd").toString();

  /**
   * Lets a server collect its garbage, twice because finalizers run in between, and measures it.
   */
  static Footprint of(long pid) {
    tell(pid, "GC.run");
    tell(pid, "GC.run_finalization");
    tell(pid, "GC.run");
    String counters = tell(pid, "PerfCounter.print");
    return new Footprint(
        counter(counters, "java.threads.live"),
        counter(counters, "java.cls.loadedClasses")
            + counter(counters, "java.cls.sharedLoadedClasses")
            - counter(counters, "java.cls.unloadedClasses")
            - counter(counters, "java.cls.sharedUnloadedClasses"));
  }

  private static String tell(long pid, String command) {
    return ExternalCommand.read(List.of(JCMD, String.valueOf(pid), command), LIMIT);
  }

  private static long counter(String counters, String name) {
    return counters
        .lines()
        .filter(line -> line.startsWith(name + "="))
        .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No counter " + name));
  }
}
