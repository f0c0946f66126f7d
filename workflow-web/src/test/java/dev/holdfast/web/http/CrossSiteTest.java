package dev.holdfast.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossSiteTest {

  private static final String PATH = "/workflows/order/instances";

  @RegisterExtension private final RestServer server = new RestServer();

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Origin, https://evil.example",
    "Origin, http://127.0.0.1",
    "Origin, null",
    "Origin, not a uri"
  })
  void refusesChangesFromPagesOfOtherSites(String header, String value) {
    server
        .request()
        .header(header, value)
        .post(PATH)
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("code", equalTo("access.denied"));

    assertThat(server.instances.created).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Sec-Fetch-Site, same-origin", "Sec-Fetch-Site, none", "X-Any, thing"})
  void takesChangesFromOwnPagesAndClients(String header, String value) {
    server.request().header(header, value).post(PATH).then().statusCode(201);
  }

  @Test
  void takesChangesFromOwnPagesOnPlainHttpAndBehindAProxy() {
    String own = "http://127.0.0.1:" + server.baseUri().getPort();

    server.request().header("Origin", own).post(PATH).then().statusCode(201);
    server
        .request()
        .header("Origin", "https://flows.example")
        .header("X-Forwarded-Host", "flows.example")
        .post(PATH)
        .then()
        .statusCode(201);
  }

  @Test
  void letsAnybodyRead() {
    server.request().header("Sec-Fetch-Site", "cross-site").get(PATH).then().statusCode(200);
  }
}
