package dev.holdfast.ctl.http;

import java.net.URI;
import java.time.Duration;

/**
 * Says which server is meant and who calls.
 *
 * @param server base address of the application, such as {@code http://127.0.0.1:8080/holdfast}
 * @param user who calls; empty for nobody
 * @param password the user's password
 * @param timeout how long to wait for an answer
 */
public record Target(URI server, String user, String password, Duration timeout) {

  @Override
  public String toString() {
    return user.isEmpty() ? server.toString() : user + " at " + server;
  }
}
