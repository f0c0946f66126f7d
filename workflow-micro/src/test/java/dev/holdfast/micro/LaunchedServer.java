package dev.holdfast.micro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Runs the packed folder as an operator would: {@code java -jar workflow-micro.jar}. */
public final class LaunchedServer implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(240);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
  private static final String HEAP = "-Xmx512m";
  private static final String UP = "Holdfast is up";
  private static final Pattern COMPLAINT =
      Pattern.compile("SEVERE|ERROR|WARN|Exception|Caused by|cannot");
  private static final int LAST_LINES = 20;

  private final Process process;
  private final Path data;
  private final Path output;
  private final String url;
  private final int jmsPort;

  private LaunchedServer(Process process, Path data, Path output, int httpPort, int jmsPort) {
    this.process = process;
    this.data = data;
    this.output = output;
    this.url = "http://127.0.0.1:" + httpPort + "/holdfast/api";
    this.jmsPort = jmsPort;
  }

  /** Launches a server on free ports, with its data and its output below the folder. */
  public static LaunchedServer launch(Path folder) throws IOException {
    return launch(folder, Map.of());
  }

  /**
   * Launches a server like {@link #launch(Path)}, with more variables in its environment. A second
   * launch in the same folder goes on with the data of the first.
   */
  public static LaunchedServer launch(Path folder, Map<String, String> variables)
      throws IOException {
    return launch(folder, variables, List.of());
  }

  /**
   * Launches a server like {@link #launch(Path, Map)}, under another program.
   *
   * @param under that program with its arguments; it must become the server
   */
  public static LaunchedServer launch(
      Path folder, Map<String, String> variables, List<String> under) throws IOException {
    return launch(Path.of(System.getProperty("it.folder")), folder, variables, under);
  }

  /**
   * Launches a server like {@link #launch(Path, Map, List)}, from another folder than the packed
   * one.
   *
   * @param program the folder with the archives
   */
  public static LaunchedServer launch(
      Path program, Path folder, Map<String, String> variables, List<String> under)
      throws IOException {
    int httpPort = FreePort.find();
    int jmsPort = FreePort.find();
    Path data = folder.resolve("data");
    Path output = Files.createTempFile(folder, "output", ".txt");
    Path archive = program.resolve("workflow-micro.jar");
    List<String> command = new ArrayList<>(under);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(HEAP, "-jar", archive.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("HOLDFAST_DATA", data.toString());
    builder.environment().put("HOLDFAST_PORT", String.valueOf(httpPort));
    builder.environment().put("HOLDFAST_JMS_PORT", String.valueOf(jmsPort));
    builder.environment().putAll(variables);
    builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
    return new LaunchedServer(builder.start(), data, output, httpPort, jmsPort);
  }

  /**
   * Waits until the launcher says that the application is up, and returns when that was seen.
   *
   * @throws AssertionError when the process ends instead
   */
  public Instant awaitStart() {
    if (!starts()) {
      throw new AssertionError("The server ended instead of starting:\n" + complaints());
    }
    return Instant.now();
  }

  /** Waits until the application is up, or the process has ended; returns true when it is up. */
  public boolean starts() {
    Awaitility.await().atMost(START_LIMIT).until(() -> !process.isAlive() || output().contains(UP));
    return output().contains(UP);
  }

  /**
   * Waits until the process, which may still be starting, ends by itself; returns its exit code.
   */
  public int awaitEnd() throws InterruptedException {
    if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("The server still runs:\n" + output());
    }
    return process.exitValue();
  }

  /** Asks the server to stop and returns whether it did in time. */
  public boolean stop() throws InterruptedException {
    process.destroy();
    return process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  /** Ends the process without any warning and returns when it was gone. */
  public Instant kill() {
    close();
    return Instant.now();
  }

  /** Returns the number of the process. */
  public long pid() {
    return process.pid();
  }

  /** Tells whether the process has not ended; a frozen one has not. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Returns the base address of the HTTP interface. */
  public String url() {
    return url;
  }

  /** Returns the port on which the broker listens. */
  public int jmsPort() {
    return jmsPort;
  }

  /** Returns the folder with the data. */
  public Path data() {
    return data;
  }

  /** Returns what was printed so far. */
  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what was printed that says what is wrong, and the end, as all of it is too much. */
  private String complaints() {
    List<String> lines = output().lines().filter(line -> !line.isBlank()).toList();
    List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    return Stream.concat(lines.stream().filter(COMPLAINT.asPredicate()), last.stream())
        .distinct()
        .collect(Collectors.joining("\n"));
  }

  /** Returns the status of a GET without a login. */
  public int get(String path) throws IOException, InterruptedException {
    return get(URI.create(url + path));
  }

  /** Returns the status of a GET of a page that is not the application's, without a login. */
  int getFromRoot(String path) throws IOException, InterruptedException {
    return get(URI.create(url).resolve(path));
  }

  private static int get(URI address) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  /** Returns a client that may do everything. */
  public RestClient rest() {
    return rest("admin");
  }

  /** Returns a client of the user that is named as its role. */
  RestClient rest(String role) {
    return new RestClient(url, role, Passwords.read(data, role));
  }

  /** Returns a client that may do everything, and asks for pages. */
  RestClient pages() {
    return pages("admin");
  }

  /** Returns a client of the user that is named as its role, and asks for pages. */
  RestClient pages(String role) {
    return new RestClient(url.replaceFirst("/api$", ""), role, Passwords.read(data, role));
  }

  /** Returns the command line, set up for this server's broker. */
  CommandLineProcess commandLine() {
    return new CommandLineProcess(jmsPort, Passwords.read(data, "jms"));
  }

  /** Ends the process at once if it still runs. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
