package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Is what came back from the application. */
record Page(HttpResponse<String> answer) {

  /** Sends a request, and waits for what comes back. */
  static Page ask(HttpClient client, HttpRequest request) {
    try {
      return new Page(client.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Page assertStatus(int status) {
    assertThat(answer.statusCode()).as(answer.uri() + " " + answer.body()).isEqualTo(status);
    return this;
  }

  Page assertRedirect(String beginning) {
    assertStatus(303);
    String location = answer.headers().firstValue("Location").orElse("");
    String path = URI.create(Application.url()).getPath();
    assertThat(location.replaceFirst("^https?://[^/]+", "")).startsWith(path + beginning);
    return this;
  }

  Page assertHeader(String name, String beginning) {
    assertThat(answer.headers().firstValue(name))
        .hasValueSatisfying(value -> assertThat(value).startsWith(beginning));
    return this;
  }

  Page assertNoHeader(String name) {
    assertThat(answer.headers().allValues(name)).isEmpty();
    return this;
  }

  Page assertSafe(String policy) {
    assertThat(answer.headers().allValues("Content-Security-Policy"))
        .as("policy of " + answer.uri())
        .singleElement()
        .asString()
        .contains(policy, "frame-ancestors 'none'");
    assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("DENY");
    assertThat(answer.headers().allValues("Referrer-Policy")).containsExactly("same-origin");
    assertNoHeader("X-Powered-By");
    return this;
  }

  Page assertNotCached() {
    assertThat(answer.headers().allValues("Cache-Control")).contains("no-store");
    return this;
  }

  /** Returns the page without what differs each time. */
  String withoutSecrets() {
    return answer.body().replaceAll("name=\"token\" value=\"[^\"]*\"", "");
  }

  Page assertAt(String path) {
    assertThat(answer.uri().toString()).startsWith(Application.url() + path);
    return this;
  }

  Page assertAtProvider() {
    assertThat(answer.uri().getPath()).startsWith("/company/");
    return this;
  }

  Page assertShows(String text) {
    assertThat(answer.body()).contains(text);
    return this;
  }

  Page assertInvalidToken() {
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(challenge -> assertThat(challenge).contains("invalid_token"));
    return assertStatus(401);
  }
}
