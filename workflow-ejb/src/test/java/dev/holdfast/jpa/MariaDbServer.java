package dev.holdfast.jpa;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a MariaDB of the test's own, as long as the JVM does. Property {@code holdfast.test.mariadb}
 * names the folder of the programs, with {@code bin}, {@code scripts} and {@code share} in it; the
 * Maven profile {@code mariadb} unpacks one.
 */
final class MariaDbServer {

  static final String HOME = "holdfast.test.mariadb";

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Path home;
  private final Path data;
  private final int port;

  private MariaDbServer(Path home, Path data, int port) {
    this.home = home;
    this.data = data;
    this.port = port;
  }

  /** Makes an empty database called holdfast and returns the URL of the server. */
  static String start() {
    try {
      Path home = Path.of(System.getProperty(HOME)).toAbsolutePath();
      MariaDbServer server =
          new MariaDbServer(home, Files.createTempDirectory("mariadb"), freePort());
      server.run();
      return "jdbc:mariadb://127.0.0.1:" + server.port;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run() throws IOException {
    makeRunnable();
    finish(
        command(
            "scripts/mariadb-install-db",
            "--auth-root-authentication-method=normal",
            "--skip-test-db"));
    // Without TLS, whose keys would take many seconds to make.
    Process server =
        command(
            "bin/mariadbd",
            "--lc-messages-dir=" + home.resolve("share"),
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--socket=" + data.resolve("socket"),
            "--pid-file=" + data.resolve("pid"),
            "--skip-ssl",
            "--innodb-flush-log-at-trx-commit=0");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
    await().atMost(PATIENCE).ignoreExceptions().until(() -> createDatabase(server));
  }

  private boolean createDatabase(Process server) throws SQLException {
    if (!server.isAlive()) {
      throw new AssertionError("MariaDB did not start, see " + data.resolve("log"));
    }
    try (Connection connection =
            DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/?user=root");
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate("create database holdfast") == 1;
    }
  }

  private Process command(String program, String... options) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                home.resolve(program).toString(),
                "--no-defaults",
                "--basedir=" + home,
                "--datadir=" + data.resolve("data")));
    if (System.getProperty("user.name").equals("root")) {
      line.add("--user=root");
    }
    line.addAll(List.of(options));
    return new ProcessBuilder(line)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("log").toFile()))
        .start();
  }

  private void finish(Process process) {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError("MariaDB was not installed, see " + data.resolve("log"));
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Archives of Java keep no permissions. */
  private void makeRunnable() throws IOException {
    for (String folder : List.of("bin", "scripts")) {
      try (Stream<Path> programs = Files.list(home.resolve(folder))) {
        programs
            .filter(file -> !Files.isExecutable(file))
            .forEach(it -> it.toFile().setExecutable(true));
      }
    }
  }

  private void stop(Process server) {
    server.destroy();
    try {
      if (!server.waitFor(30, TimeUnit.SECONDS)) {
        server.destroyForcibly().waitFor();
      }
      try (Stream<Path> files = Files.walk(data)) {
        files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
      }
    } catch (InterruptedException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
