package dev.holdfast.it;

import static org.hamcrest.Matchers.containsString;

import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** Says what a load balancer sees. */
public interface HealthContract {

  @Test
  @RunAsClient
  default void isAlive() {
    Application.anonymous().get("/health/live").then().statusCode(200);
  }

  @Test
  @RunAsClient
  default void isReady() {
    Application.anonymous().get("/health/ready").then().statusCode(200).body(containsString("UP"));
  }
}
