package dev.holdfast.web.security.oidc;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Is a provider of OpenID Connect Core 1.0: logs people in by the code flow with PKCE, and issues
 * the tokens that machines send. Is asked for its metadata when it is first needed, so that the
 * server starts without it, and once an hour from then on. Safe for use by several threads.
 */
public final class OpenIdProvider {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration METADATA_KEPT = Duration.ofHours(1);
  private static final Duration NEXT_TRY = Duration.ofMinutes(1);
  private static final int OK = 200;
  private static final int REFUSED = 400;
  private static final int UNAUTHORIZED = 401;

  private final ProviderSettings settings;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private volatile @Nullable Known known;

  /**
   * Takes the settings; asks nothing yet.
   *
   * @param settings which provider it is
   */
  public OpenIdProvider(ProviderSettings settings) {
    this.settings = settings;
  }

  private record Known(ProviderMetadata metadata, TokenCheck check, Instant until) {

    boolean isFresh() {
      return Instant.now().isBefore(until);
    }
  }

  /**
   * Returns where to send a browser to.
   *
   * @param request the login
   * @return an address of the provider
   * @throws IOException when the provider cannot be asked
   */
  public URI authorization(AuthorizationRequest request) throws IOException {
    URI endpoint = known().metadata().authorization();
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", settings.clientId());
    query.put("redirect_uri", request.redirect().toString());
    query.put("scope", settings.scope());
    query.put("state", request.state());
    query.put("nonce", request.nonce());
    query.put("code_challenge", request.challenge());
    query.put("code_challenge_method", "S256");
    String separator = endpoint.getRawQuery() == null ? "?" : "&";
    return URI.create(endpoint + separator + FormText.of(query));
  }

  /**
   * Finds out who has logged in.
   *
   * @param request the login
   * @param code what the browser has come back with
   * @return who it is
   * @throws TokenRefusedException when the code or the token that it stands for is not good
   * @throws IOException when the provider cannot be asked
   */
  public Identity exchange(AuthorizationRequest request, String code)
      throws TokenRefusedException, IOException {
    Known provider = known();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", request.redirect().toString());
    form.put("code_verifier", request.verifier());
    if (settings.clientSecret().isEmpty()) {
      form.put("client_id", settings.clientId());
    }
    HttpRequest.Builder call =
        HttpRequest.newBuilder(provider.metadata().token())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(FormText.of(form)));
    settings.clientSecret().ifPresent(secret -> call.header("Authorization", basic(secret)));
    HttpResponse<String> answer = send(call);
    if (answer.statusCode() == REFUSED || answer.statusCode() == UNAUTHORIZED) {
      throw new TokenRefusedException("The provider refuses the code: " + answer.body());
    }
    String token = json(answer).getString("id_token", "");
    return provider.check().idToken(token, request.nonce());
  }

  /**
   * Finds out who sends an access token.
   *
   * @param token a JSON web token
   * @return who it is
   * @throws TokenRefusedException when it is not good, or no bearer tokens are taken
   * @throws IOException when the provider cannot be asked
   */
  public Identity bearer(String token) throws TokenRefusedException, IOException {
    if (settings.audience().isEmpty()) {
      throw new TokenRefusedException(
          "No bearer tokens are taken: holdfast.oidc.audience is not set");
    }
    return known().check().accessToken(token, settings.audience().get());
  }

  private Known known() throws IOException {
    @Nullable Known last = known;
    if (last != null && last.isFresh()) {
      return last;
    }
    try {
      Known read = read();
      known = read;
      return read;
    } catch (IOException e) {
      if (last == null) {
        throw e;
      }
      Known kept = new Known(last.metadata(), last.check(), Instant.now().plus(NEXT_TRY));
      known = kept;
      return kept;
    }
  }

  private Known read() throws IOException {
    String issuer = settings.issuer().toString();
    URI place = URI.create(issuer.replaceAll("/$", "") + "/.well-known/openid-configuration");
    ProviderMetadata metadata =
        ProviderMetadata.of(json(send(HttpRequest.newBuilder(place))), settings.issuer());
    return new Known(
        metadata, new TokenCheck(settings, metadata), Instant.now().plus(METADATA_KEPT));
  }

  private String basic(String secret) {
    String pair = FormText.encode(settings.clientId()) + ":" + FormText.encode(secret);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> send(HttpRequest.Builder call) throws IOException {
    try {
      return client.send(
          call.header("Accept", "application/json").timeout(PATIENCE).build(),
          BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while the provider was asked", e);
    }
  }

  private static JsonObject json(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() != OK) {
      throw new IOException(
          "The provider answers %s with %d".formatted(answer.uri(), answer.statusCode()));
    }
    try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readObject();
    } catch (JsonException e) {
      throw new IOException("The provider answers %s without JSON".formatted(answer.uri()), e);
    }
  }
}
