package dev.holdfast.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Is a new domain of Payara Server, made and configured as the guide for deployers says, on free
 * ports of this machine only. It sees the environment of this process and ends with it, whatever
 * happens.
 */
public final class PayaraDomain implements AutoCloseable {

  private static final String NAME = "holdfast";
  private static final Duration LIMIT = Duration.ofSeconds(240);

  /** What {@code create-domain} adds to the port base. */
  private static final int ADMIN = 48;

  private static final int HTTP = 80;
  private static final int[] PORTS = {9, 37, 38, 39, ADMIN, 49, 59, 66, 76, HTTP, 81, 86};

  private final Path asadmin;
  private final Path domains;
  private final int base;
  private final Thread killer = new Thread(this::kill, "ends Payara Server");

  private PayaraDomain(Path home, Path domains, int base) {
    this.asadmin = home.resolve("bin/asadmin");
    this.domains = domains;
    this.base = base;
  }

  /**
   * Makes a domain and starts it.
   *
   * @param home the unpacked server
   * @param kit the folder with what deployers get for this server
   * @param data where the domain shall lie
   */
  static PayaraDomain start(Path home, Path kit, Path data) {
    PayaraDomain domain = new PayaraDomain(home, data.resolve("domains"), freeBase());
    Runtime.getRuntime().addShutdownHook(domain.killer);
    try {
      domain.create(kit.resolve("postgresql.jar"));
      domain.start("--prebootcommandfile", kit.resolve("local-only.txt").toString());
      domain.configure(kit.resolve("configure.sh"));
      domain.stop();
      domain.start();
      return domain;
    } catch (IOException e) {
      domain.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      domain.close();
      throw e;
    }
  }

  /** Returns where {@code asadmin} reaches the domain. */
  public int adminPort() {
    return base + ADMIN;
  }

  /** Returns where applications are. */
  public int httpPort() {
    return base + HTTP;
  }

  /** Returns the process of the server. */
  public long pid() {
    return process().orElseThrow(() -> new IllegalStateException("Payara Server is gone")).pid();
  }

  /** Stops the server, and ends it when it does not stop. */
  @Override
  public void close() {
    try {
      if (process().isPresent()) {
        stop();
      }
    } finally {
      kill();
      Runtime.getRuntime().removeShutdownHook(killer);
    }
  }

  private void create(Path driver) throws IOException {
    Files.createDirectories(domains);
    asadmin("create-domain", "--nopassword", "--portbase", String.valueOf(base));
    Files.copy(driver, folder().resolve("lib/postgresql.jar"));
  }

  private void start(String... options) {
    asadmin("start-domain", options);
  }

  private void configure(Path script) {
    run(List.of("sh", script.toString(), asadmin.toString(), "--port", "" + adminPort()));
  }

  private void stop() {
    asadmin("stop-domain");
  }

  private void asadmin(String command, String... options) {
    run(
        Stream.of(
                Stream.of(asadmin.toString(), command, "--domaindir", domains.toString()),
                Stream.of(options),
                Stream.of(NAME))
            .flatMap(words -> words)
            .toList());
  }

  private void run(List<String> command) {
    ExternalCommand.run(command, domains.resolveSibling("payara-commands.txt"), LIMIT);
  }

  private void kill() {
    process().ifPresent(server -> server.destroyForcibly());
  }

  private Optional<ProcessHandle> process() {
    try {
      Path file = folder().resolve("config/pid");
      return Files.exists(file)
          ? ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path folder() {
    return domains.resolve(NAME);
  }

  private static int freeBase() {
    return IntStream.iterate(20_000, base -> base < 32_000, base -> base + 100)
        .filter(base -> IntStream.of(PORTS).allMatch(port -> FreePorts.isFree(base + port)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No free ports below 32000"));
  }
}
