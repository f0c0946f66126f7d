package dev.holdfast.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * People log in at a provider of OpenID Connect, which asks them who they are; machines send its
 * tokens.
 */
class SingleSignOnIT {

  private static final String API = "holdfast-api";
  private static final MockOAuth2Server PROVIDER = new MockOAuth2Server(new OAuth2Config(true));

  @TempDir static Path folder;
  private static LaunchedServer server;

  @BeforeAll
  static void start() throws IOException {
    PROVIDER.start(InetAddress.getByName("127.0.0.1"), 0);
    server =
        LaunchedServer.launch(
            folder,
            Map.of(
                "HOLDFAST_OIDC_ISSUER", PROVIDER.issuerUrl("company").toString(),
                "HOLDFAST_OIDC_CLIENT_ID", "holdfast",
                "HOLDFAST_OIDC_CLIENT_SECRET", "secret",
                "HOLDFAST_OIDC_AUDIENCE", API,
                "HOLDFAST_OIDC_LABEL", "Log in with <the company>",
                "HOLDFAST_ROLE_OPERATOR", "night-shift",
                "HOLDFAST_ROLE_VIEWER", "staff"));
    server.awaitStart();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    PROVIDER.shutdown();
  }

  @Test
  void letsPeopleInWhomTheProviderKnows() throws Exception {
    Visitor ada = new Visitor();

    assertThat(ada.get(page("/console/nodes.xhtml")).uri().getPath()).endsWith("/login.xhtml");
    assertThat(ada.get(page("/login.xhtml?next=/console/nodes.xhtml?a=1")).body())
        .contains(
            "<a href=\"sso?next=%2Fconsole%2Fnodes.xhtml%3Fa%3D1\">"
                + "Log in with &lt;the company&gt;</a>");
    HttpResponse<String> form = ada.get(page("/sso?next=/console/nodes.xhtml?a=1"));
    assertThat(form.uri().getPath()).startsWith("/company/");
    HttpResponse<String> shown = ada.enter(form, "ada", "[\"night-shift\"]");

    assertThat(shown.uri()).isEqualTo(URI.create(page("/console/nodes.xhtml?a=1")));
    assertThat(shown.body()).contains(">ada<").contains("Audit");
    assertThat(ada.get(server.url() + "/audit").statusCode()).isEqualTo(200);
    assertThat(ada.get(server.url() + "/jobs").statusCode()).isEqualTo(200);
  }

  @Test
  void allowsNoMoreThanTheGroupsDo() throws Exception {
    Visitor viewer = new Visitor();
    viewer.enter(viewer.get(page("/sso")), "eve", "[\"staff\", \"elsewhere\"]");
    Visitor nobody = new Visitor();
    nobody.enter(nobody.get(page("/sso")), "mallory", "[\"elsewhere\"]");

    assertThat(viewer.get(server.url() + "/workflows").statusCode()).isEqualTo(200);
    assertThat(viewer.get(server.url() + "/audit").statusCode()).isEqualTo(403);
    assertThat(nobody.get(server.url() + "/workflows").statusCode()).isEqualTo(403);
  }

  @Test
  void letsNobodyInWhoWasNotSentFromHere() throws Exception {
    Visitor victim = new Visitor();
    Visitor attacker = new Visitor();
    String stolen = attacker.addressBack(attacker.get(page("/sso")), "mallory", "[\"admin\"]");

    assertThat(victim.get(stolen).statusCode()).isEqualTo(403);
    victim.get(page("/sso"));
    assertThat(victim.get(stolen).statusCode()).isEqualTo(403);
    assertThat(victim.get(server.url() + "/workflows").statusCode()).isEqualTo(401);
    assertThat(victim.get(page("/sso/callback?code=a&state=")).statusCode()).isEqualTo(403);
    assertThat(victim.get(page("/sso/callback?error=access_denied")).statusCode()).isEqualTo(403);
  }

  @Test
  void takesACodeOnce() throws Exception {
    Visitor ada = new Visitor();
    String back = ada.addressBack(ada.get(page("/sso")), "ada", "[\"staff\"]");

    assertThat(ada.get(back).statusCode()).isEqualTo(200);
    assertThat(ada.get(back).statusCode()).isEqualTo(403);
  }

  @Test
  void leadsNowhereElseAfterwards() throws Exception {
    Visitor ada = new Visitor();

    HttpResponse<String> shown =
        ada.enter(ada.get(page("/sso?next=//elsewhere.example.com/")), "ada", "[\"staff\"]");

    assertThat(shown.uri().toString()).startsWith(page("/"));
  }

  @Test
  void takesTokensOfMachinesThatAreForIt() throws Exception {
    assertThat(bearer(token("company", API))).isEqualTo(200);
    assertThat(bearer(token("company", "another-api"))).isEqualTo(401);
    assertThat(bearer(token("another-company", API))).isEqualTo(401);
    assertThat(bearer("guessed")).isEqualTo(401);
  }

  @Test
  void goesOnTakingItsOwnUsers() {
    assertThat(server.rest().get("/workflows").asJsonObject()).isNotEmpty();
  }

  private static String page(String path) {
    return server.url().replaceFirst("/api$", "") + path;
  }

  private static String token(String issuer, String audience) {
    return PROVIDER
        .issueToken(issuer, "robot", audience, Map.of("groups", List.of("staff")))
        .serialize();
  }

  private static int bearer(String token) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(server.url() + "/workflows"))
                    .header("Authorization", "Bearer " + token)
                    .build(),
                BodyHandlers.ofString());
    if (answer.statusCode() == 401) {
      assertThat(answer.headers().firstValue("WWW-Authenticate"))
          .hasValueSatisfying(it -> assertThat(it).contains("invalid_token"));
    }
    return answer.statusCode();
  }

  /** Is somebody with a browser that keeps cookies. */
  private static final class Visitor {

    private final CookieManager cookies = new CookieManager();
    private final HttpClient following = client(HttpClient.Redirect.NORMAL);
    private final HttpClient staying = client(HttpClient.Redirect.NEVER);

    private HttpClient client(HttpClient.Redirect redirect) {
      return HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1) // as browsers do without TLS
          .cookieHandler(cookies)
          .followRedirects(redirect)
          .build();
    }

    HttpResponse<String> get(String address) throws IOException, InterruptedException {
      return following.send(
          HttpRequest.newBuilder(URI.create(address)).header("Accept", "text/html, */*").build(),
          BodyHandlers.ofString());
    }

    /** Says to the provider who it is, and goes where that leads. */
    HttpResponse<String> enter(HttpResponse<String> form, String user, String groups)
        throws IOException, InterruptedException {
      return get(addressBack(form, user, groups));
    }

    /** Says to the provider who it is; returns where that leads. */
    String addressBack(HttpResponse<String> form, String user, String groups)
        throws IOException, InterruptedException {
      String claims = "{\"preferred_username\":\"" + user + "\",\"groups\":" + groups + "}";
      HttpRequest entered =
          HttpRequest.newBuilder(form.uri())
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(
                  BodyPublishers.ofString(
                      "username="
                          + user
                          + "&claims="
                          + URLEncoder.encode(claims, StandardCharsets.UTF_8)))
              .build();
      return staying
          .send(entered, BodyHandlers.ofString())
          .headers()
          .firstValue("Location")
          .orElseThrow();
    }
  }
}
