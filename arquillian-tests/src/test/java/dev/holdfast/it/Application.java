package dev.holdfast.it;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.io.File;

/** Finds the application under test. */
public final class Application {

  private Application() {}

  /** Returns the archive to deploy. */
  public static File archive() {
    return new File(property("it.archive"));
  }

  /** Begins a request to the HTTP interface without a user. */
  public static RequestSpecification anonymous() {
    return given().baseUri(url()).basePath("/api");
  }

  /** Begins a request as {@code viewer}, {@code starter}, {@code operator} or {@code admin}. */
  public static RequestSpecification as(String user) {
    return anonymous().auth().preemptive().basic(user, password(user));
  }

  /** Returns an address of the HTTP interface with a login in it. */
  static String withLogin(String user, String path) {
    return url().replaceFirst("//", "//%s:%s@".formatted(user, password(user))) + "/api" + path;
  }

  /** Returns where the application is. */
  static String url() {
    return property("it.url");
  }

  /** Returns the password of a user. */
  static String password(String user) {
    return property("holdfast.password." + user);
  }

  private static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException("The build does not set " + name);
    }
    return value;
  }
}
