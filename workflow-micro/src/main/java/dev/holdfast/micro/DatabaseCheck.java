package dev.holdfast.micro;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Connects to the database once, with the driver the server will use. */
final class DatabaseCheck {

  private static final int LOGIN_SECONDS = 10;

  private DatabaseCheck() {}

  static void requireReachable(Database database, Path drivers) {
    try (URLClassLoader loader = new URLClassLoader(urls(drivers))) {
      connect(database, loader, drivers);
    } catch (IOException e) {
      throw new StartupFailure("The drivers in %s cannot be read (%s).".formatted(drivers, e), e);
    }
  }

  /** Lists the driver archives of the folder; a missing folder has none. */
  static List<Path> archives(Path drivers) throws IOException {
    if (!Files.isDirectory(drivers)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(drivers)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static void connect(Database database, ClassLoader loader, Path drivers) {
    Properties login = new Properties();
    login.setProperty("user", database.user());
    login.setProperty("password", database.password());
    DriverManager.setLoginTimeout(LOGIN_SECONDS);
    for (Driver driver : ServiceLoader.load(Driver.class, loader)) {
      try (Connection connection = driver.connect(database.url(), login)) {
        if (connection != null) {
          return;
        }
      } catch (SQLException e) {
        throw unreachable(database, e);
      }
    }
    throw new StartupFailure(
        "No driver in %s knows the URL %s. Put the driver of the database there, or correct HOLDFAST_DB_URL."
            .formatted(drivers, database.shownUrl()));
  }

  private static StartupFailure unreachable(Database database, SQLException e) {
    return new StartupFailure(
        "The database %s cannot be reached as user '%s': %s Start it, or correct HOLDFAST_DB_URL, HOLDFAST_DB_USER and HOLDFAST_DB_PASSWORD."
            .formatted(database.shownUrl(), database.user(), e.getMessage()),
        e);
  }

  private static URL[] urls(Path drivers) throws IOException {
    List<Path> archives = archives(drivers);
    URL[] urls = new URL[archives.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = archives.get(i).toUri().toURL();
    }
    return urls;
  }
}
