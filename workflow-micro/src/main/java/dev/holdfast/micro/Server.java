package dev.holdfast.micro;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.PayaraMicroRuntime;
import fish.payara.micro.boot.PayaraMicroLauncher;
import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Runs Payara Micro with our archives.
 *
 * @param home the folder with the archives and the server's command files
 */
record Server(Path home) {

  private static final String APPLICATION = "holdfast";

  /** What the first request may take on a busy machine. */
  private static final Duration ANSWER = Duration.ofMinutes(1);

  /** Returns the folder the JDBC drivers are in. */
  Path drivers() {
    return home.resolve("drivers");
  }

  /**
   * Starts the server and returns when the application answers.
   *
   * @param data has a folder for what the server unpacks, and one for its transaction log
   * @throws StartupFailure if the server runs but the application does not
   */
  void start(Settings settings, Credentials credentials, DataFolder data) throws Exception {
    Path folder = data.emptyServerFolder();
    publish(served(settings.database()));
    publish(settings, credentials);
    publishTransactions(settings, data);
    PayaraMicroRuntime runtime =
        PayaraMicroLauncher.create(options(settings, folder).toArray(String[]::new)).getRuntime();
    if (!answers(settings)) {
      shutDown(runtime);
      throw new StartupFailure(
          "The application was not deployed; the SEVERE and ERROR lines above say why.");
    }
  }

  private static Database served(Database database) {
    return database.isEmbedded() ? EmbeddedDatabase.serve(database).database() : database;
  }

  private static void publish(Database database) {
    System.setProperty("holdfast.db.class", database.dataSourceClass());
    System.setProperty("holdfast.db.url", database.url());
    System.setProperty("holdfast.db.user", database.user());
    System.setProperty("holdfast.db.password", database.password());
  }

  /**
   * Hands the settings to the server's configuration and the application, which read properties.
   */
  private static void publish(Settings settings, Credentials credentials) {
    System.setProperty("holdfast.broker.dir", settings.data().resolve("broker").toString());
    System.setProperty("holdfast.jms.port", String.valueOf(settings.jmsPort()));
    System.setProperty("holdfast.jms.user", credentials.jmsUser());
    System.setProperty("holdfast.jms.password", credentials.jmsPassword());
    credentials
        .passwords()
        .forEach((user, password) -> System.setProperty("holdfast.password." + user, password));
  }

  /**
   * Says where transactions are logged that several resources take part in, and under which name:
   * both must be the same after a crash and different from those of other servers, or what the
   * crash has left in doubt is never decided, or decided by another server. So both go with the
   * data folder, whatever the server is called.
   */
  private static void publishTransactions(Settings settings, DataFolder data) {
    System.setProperty(
        "holdfast.transactions.dir", settings.data().resolve("transactions").toString());
    System.setProperty("holdfast.transactions.name", data.nodeName());
  }

  private List<String> options(Settings settings, Path folder) throws IOException {
    List<String> options = new ArrayList<>();
    // Not --nocluster as well: it would win over --nohazelcast, and Hazelcast listens to every
    // network.
    options.addAll(List.of("--nohazelcast", "--disablephonehome"));
    options.addAll(List.of("--rootdir", folder.toString()));
    options.addAll(List.of("--port", String.valueOf(settings.httpPort())));
    options.addAll(List.of("--prebootcommandfile", commands("preboot.txt", settings, folder)));
    options.addAll(List.of("--postbootcommandfile", commands("postboot.txt", settings, folder)));
    List<Path> drivers = DatabaseCheck.archives(drivers());
    if (!drivers.isEmpty()) {
      String path =
          drivers.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
      options.addAll(List.of("--addlibs", path));
    }
    options.addAll(List.of("--deploy", home.resolve("holdfast.war").toString()));
    options.addAll(List.of("--contextroot", APPLICATION));
    options.addAll(settings.serverArguments());
    return options;
  }

  private String commands(String name, Settings settings, Path folder) throws IOException {
    String text =
        Files.readString(home.resolve(name))
            .replace("@HOME@", home.toString())
            .replace("@ADDRESS@", settings.address());
    return Files.writeString(folder.resolve(name), text).toString();
  }

  /** Asks the application itself: the server also counts one that has failed as deployed. */
  private static boolean answers(Settings settings) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(settings.url() + "/api/health/live"))
            .timeout(ANSWER)
            .build();
    try {
      return HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }

  private static void shutDown(PayaraMicroRuntime runtime) {
    try {
      runtime.shutdown();
    } catch (BootstrapException e) {
      System.getLogger(Server.class.getName())
          .log(System.Logger.Level.WARNING, "The server did not shut down cleanly.", e);
    }
  }
}
