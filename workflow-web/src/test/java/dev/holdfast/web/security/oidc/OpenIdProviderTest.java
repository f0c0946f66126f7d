package dev.holdfast.web.security.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that is a provider, made for tests. */
class OpenIdProviderTest {

  private static final String COMPANY = "company";
  private static final String CLIENT = "holdfast";
  private static final String API = "holdfast-api";
  private static final URI BACK = URI.create("http://localhost:8080/holdfast/sso/callback");

  private final MockOAuth2Server server = new MockOAuth2Server();

  @BeforeEach
  void start() throws IOException {
    server.start(InetAddress.getLoopbackAddress(), 0);
  }

  @AfterEach
  void stop() {
    server.shutdown();
  }

  @Test
  void findsOutWhoHasLoggedIn() throws Exception {
    OpenIdProvider provider = provider();
    AuthorizationRequest request = request("nonce-1");
    nextToken(Map.of("preferred_username", "ada", "groups", List.of("workflow-ops", "staff")));

    Identity identity = provider.exchange(request, code(provider, request));

    assertThat(identity).isEqualTo(new Identity("ada", Set.of("workflow-ops", "staff")));
  }

  @Test
  void sendsTheBrowserAlongWithWhatComesBack() throws Exception {
    AuthorizationRequest request = request("nonce-1");

    String query = provider().authorization(request).getQuery();

    assertThat(query)
        .contains("response_type=code", "client_id=holdfast", "state=state", "nonce=nonce-1")
        .contains("redirect_uri=" + BACK, "scope=openid+profile", "code_challenge_method=S256")
        .doesNotContain(request.verifier());
  }

  @Test
  void readsGroupsThatLieDeeper() {
    Map<String, Object> claims =
        Map.of(
            "realm_access", Map.of("roles", List.of("a", 1, "b")),
            "https://example.com/groups", List.of("c"),
            "group", "d");

    assertThat(TokenCheck.groups(claims, "realm_access.roles")).containsOnly("a", "b");
    assertThat(TokenCheck.groups(claims, "https://example.com/groups")).containsOnly("c");
    assertThat(TokenCheck.groups(claims, "group")).containsOnly("d");
    assertThat(TokenCheck.groups(claims, "group.deeper")).isEmpty();
    assertThat(TokenCheck.groups(claims, "missing")).isEmpty();
  }

  @Test
  void refusesATokenOfAnotherLogin() throws Exception {
    OpenIdProvider provider = provider();
    AuthorizationRequest request = request("nonce-1");
    String code = code(provider, request);

    assertThatThrownBy(() -> provider.exchange(request("nonce-2"), code))
        .isInstanceOf(TokenRefusedException.class)
        .hasMessageContaining("another login");
  }

  @Test
  void refusesACodeThatSomebodyElseHasAskedFor() throws Exception {
    OpenIdProvider provider = provider();
    AuthorizationRequest request = request("nonce-1");
    String code = code(provider, request);
    AuthorizationRequest stolen =
        new AuthorizationRequest(request.state(), request.nonce(), "v".repeat(43), BACK);

    assertThatThrownBy(() -> provider.exchange(stolen, code))
        .isInstanceOf(TokenRefusedException.class)
        .hasMessageContaining("refuses the code");
  }

  @Test
  void takesABearerTokenForItsAudience() throws Exception {
    Identity identity =
        provider().bearer(token(COMPANY, API, Map.of("groups", List.of("staff")), 3600));

    assertThat(identity).isEqualTo(new Identity("robot", Set.of("staff")));
  }

  @Test
  void refusesBearerTokensThatAreNotGood() throws Exception {
    OpenIdProvider provider = provider();
    String good = token(COMPANY, API, Map.of(), 3600);
    String[] parts = good.split("\\.", -1);

    assertRefused(provider, token(COMPANY, CLIENT, Map.of(), 3600));
    assertRefused(provider, token("other", API, Map.of(), 3600));
    assertRefused(provider, token(COMPANY, API, Map.of(), -3600));
    assertRefused(provider, token(COMPANY, API, Map.of("nonce", "of-a-login"), 3600));
    assertRefused(provider, parts[0] + "." + encode("{\"sub\":\"admin\"}") + "." + parts[2]);
    assertRefused(provider, encode("{\"alg\":\"none\"}") + "." + parts[1] + ".");
    assertRefused(provider, signedWithThePublicKey(parts[1]));
    assertRefused(provider, "");
    assertRefused(provider, "no token");
    assertThat(provider.bearer(good).user()).isEqualTo("robot");
  }

  @Test
  void takesNoBearerTokensWithoutAnAudience() {
    OpenIdProvider provider = new OpenIdProvider(settings(issuer(), Map.of()).orElseThrow());

    assertThatThrownBy(() -> provider.bearer(token(COMPANY, CLIENT, Map.of(), 3600)))
        .isInstanceOf(TokenRefusedException.class)
        .hasMessageContaining("holdfast.oidc.audience");
  }

  @Test
  void refusesTheMetadataOfAnother() {
    OpenIdProvider provider = new OpenIdProvider(settings(issuer() + "/", Map.of()).orElseThrow());

    assertThatThrownBy(() -> provider.authorization(request("n")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("calls itself '" + issuer() + "'")
        .hasMessageContaining("holdfast.oidc.issuer");
  }

  @Test
  void saysThatTheProviderCannotBeAsked() {
    OpenIdProvider provider = provider();
    server.shutdown();

    assertThatThrownBy(() -> provider.authorization(request("n"))).isInstanceOf(IOException.class);
  }

  private OpenIdProvider provider() {
    return new OpenIdProvider(
        settings(issuer(), Map.of("holdfast.oidc.audience", API)).orElseThrow());
  }

  private String issuer() {
    return server.issuerUrl(COMPANY).toString();
  }

  private static Optional<ProviderSettings> settings(String issuer, Map<String, String> more) {
    Map<String, String> some =
        Map.of(
            "holdfast.oidc.issuer", issuer,
            "holdfast.oidc.client-id", CLIENT,
            "holdfast.oidc.client-secret", "a secret: with/signs");
    return ProviderSettings.of(
        name -> Optional.ofNullable(more.getOrDefault(name, some.get(name))));
  }

  private static AuthorizationRequest request(String nonce) {
    return new AuthorizationRequest("state", nonce, "verifier".repeat(6), BACK);
  }

  /** Does what a browser does; the provider asks nobody for a password. */
  private static String code(OpenIdProvider provider, AuthorizationRequest request)
      throws IOException, InterruptedException {
    HttpResponse<Void> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(provider.authorization(request)).build(),
                BodyHandlers.discarding());
    String back = answer.headers().firstValue("Location").orElseThrow();
    assertThat(back).startsWith(BACK.toString()).contains("state=state");
    Matcher code = Pattern.compile("code=([^&]+)").matcher(back);
    assertThat(code.find()).isTrue();
    return code.group(1);
  }

  private void nextToken(Map<String, Object> claims) {
    server.enqueueCallback(
        new DefaultOAuth2TokenCallback(COMPANY, "ada-1", "JWT", List.of(CLIENT), claims, 3600));
  }

  private String token(
      String issuer, String audience, Map<String, Object> claims, long secondsValid) {
    return server.issueToken(issuer, "robot", audience, claims, secondsValid).serialize();
  }

  /** Signs as if the public key, which everybody knows, were a secret of client and provider. */
  private static String signedWithThePublicKey(String payload) throws JoseException {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
    signature.setKeyIdHeaderValue(COMPANY);
    signature.setPayload(
        new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    signature.setKey(new HmacKey("public".repeat(10).getBytes(StandardCharsets.UTF_8)));
    return signature.getCompactSerialization();
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(OpenIdProvider provider, String token) {
    assertThatThrownBy(() -> provider.bearer(token)).isInstanceOf(TokenRefusedException.class);
  }
}
