package dev.holdfast.benchmark.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Is Holdfast in WildFly, installed as its guide says, with the benchmark added to the web archive
 * inside of the EAR. The server's own folder is used but not written to.
 */
final class WildFlyEngine implements HoldfastEngine {

  private static final Duration START_LIMIT = Duration.ofSeconds(240);
  private static final String SCRIPT = "bin/standalone.sh";
  private static final String CONFIGURATION = "standalone-full.xml";
  private static final String DATA_SOURCE = "java:/jdbc/holdfast";
  private static final String ARCHIVE = "holdfast.ear";

  private final ProcessHandle process;
  private final HoldfastClient client;

  private WildFlyEngine(ProcessHandle process, HoldfastClient client) {
    this.process = process;
    this.client = client;
  }

  /**
   * Says what is installed.
   *
   * @param home the home of a WildFly that was prepared for Holdfast
   * @param ear the shipped archive
   */
  record Installation(Path home, Path ear) {

    /** Fails unless both are there and the server is prepared. */
    void check() {
      Path configuration = home.resolve("standalone/configuration/" + CONFIGURATION);
      if (!Files.isExecutable(home.resolve(SCRIPT)) || !isPrepared(configuration)) {
        throw new IllegalArgumentException(
            "--wildfly was '%s', expected the home of a WildFly with the modules and the configuration of docs/install/wildfly.md; benchmarks/run makes one"
                .formatted(home));
      }
      if (!Files.isRegularFile(ear)) {
        throw new IllegalArgumentException(
            "--ear was '%s', expected the file holdfast.ear; benchmarks/run builds one"
                .formatted(ear));
      }
    }

    private static boolean isPrepared(Path configuration) {
      try {
        return Files.readString(configuration).contains(DATA_SOURCE);
      } catch (IOException e) {
        return false;
      }
    }
  }

  /**
   * Starts the server.
   *
   * @param java the home of its Java
   * @param installation what to start
   * @param folder for its configuration, its data and its output; its name is that of the node
   */
  static WildFlyEngine start(
      Path java, Installation installation, BenchmarkDatabase.Login login, Path folder)
      throws IOException, InterruptedException {
    Path home = installation.home().toAbsolutePath();
    Path base = prepare(installation, folder.resolve("standalone"));
    List<Integer> ports = FreePorts.find(6);
    ProcessBuilder builder =
        new ProcessBuilder(
            home.resolve(SCRIPT).toString(),
            "-c=" + CONFIGURATION,
            "-b=127.0.0.1",
            "-bmanagement=127.0.0.1",
            "-Djboss.server.base.dir=" + base,
            "-Djboss.node.name=" + folder.getFileName(),
            "-Djboss.http.port=" + ports.get(0),
            "-Djboss.https.port=" + ports.get(1),
            "-Djboss.management.http.port=" + ports.get(2),
            "-Djboss.management.https.port=" + ports.get(3),
            "-Dholdfast.port.txrec=" + ports.get(4),
            "-Dholdfast.port.txstat=" + ports.get(5));
    builder.environment().putAll(HoldfastEngine.SETTINGS);
    builder
        .environment()
        .putAll(
            Map.of(
                "JAVA_HOME",
                java.toString(),
                "JAVA_OPTS",
                "-Xmx768m -Djava.net.preferIPv4Stack=true -Duser.timezone=UTC",
                "JBOSS_HOME",
                installation.home().toString(),
                "HOLDFAST_DB_DRIVER",
                "postgresql",
                "HOLDFAST_DB_URL",
                login.url() + "?reWriteBatchedInserts=true",
                "HOLDFAST_DB_USER",
                login.user(),
                "HOLDFAST_DB_PASSWORD",
                login.password()));
    Path output = folder.resolve("wildfly.txt");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    Process script = builder.start();
    HoldfastClient client = new HoldfastClient(ports.get(0));
    awaitStart(script, client, base.resolve("deployments"), output);
    return new WildFlyEngine(server(script), client);
  }

  private static Path prepare(Installation installation, Path base) throws IOException {
    for (String folder : List.of("deployments", "lib")) {
      Files.createDirectories(base.resolve(folder));
    }
    MeasuredArchive.copyFolder(
        installation.home().resolve("standalone/configuration"), base.resolve("configuration"));
    MeasuredArchive.copyEar(installation.ear(), base.resolve("deployments").resolve(ARCHIVE));
    return base;
  }

  /** The server marks by a file what it has failed to deploy. */
  private static void awaitStart(
      Process script, HoldfastClient client, Path deployments, Path output)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (!client.isReady()) {
      if (!script.isAlive()
          || Files.exists(deployments.resolve(ARCHIVE + ".failed"))
          || System.nanoTime() > end) {
        script.descendants().forEach(ProcessHandle::destroyForcibly);
        script.destroyForcibly();
        throw new IOException("WildFly did not start; " + output + " says why");
      }
      Thread.sleep(200);
    }
  }

  /** Returns the server itself: the script waits for it. */
  private static ProcessHandle server(Process script) {
    return script
        .descendants()
        .filter(it -> it.info().command().orElse("").endsWith("/java"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(SCRIPT + " has started no Java"));
  }

  @Override
  public HoldfastClient client() {
    return client;
  }

  @Override
  public ProcessHandle process() {
    return process;
  }
}
