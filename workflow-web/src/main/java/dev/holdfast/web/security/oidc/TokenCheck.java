package dev.holdfast.web.security.oidc;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jspecify.annotations.Nullable;

/** Checks tokens of one provider against its public keys, which are read again when they change. */
final class TokenCheck {

  /** Seconds by which the clocks of provider and server may differ. */
  private static final int CLOCK_SKEW = 60;

  /** Signed with a private key of the provider: neither unsigned, nor by a secret of clients. */
  private static final AlgorithmConstraints SIGNED =
      new AlgorithmConstraints(
          ConstraintType.PERMIT,
          AlgorithmIdentifiers.RSA_USING_SHA256,
          AlgorithmIdentifiers.RSA_USING_SHA384,
          AlgorithmIdentifiers.RSA_USING_SHA512,
          AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
          AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
          AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
          AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
          AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
          AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512);

  private final ProviderSettings settings;
  private final String issuer;
  private final HttpsJwks keys;

  TokenCheck(ProviderSettings settings, ProviderMetadata metadata) {
    this.settings = settings;
    this.issuer = metadata.issuer();
    this.keys = new HttpsJwks(metadata.keys().toString());
  }

  /** Checks what a code was exchanged for. */
  Identity idToken(String token, String nonce) throws TokenRefusedException {
    JwtClaims claims = check(token, settings.clientId());
    try {
      if (!nonce.equals(claims.getStringClaimValue("nonce"))) {
        throw new TokenRefusedException("The token is of another login");
      }
      if (claims.getAudience().size() > 1
          && !settings.clientId().equals(claims.getStringClaimValue("azp"))) {
        throw new TokenRefusedException("The token is of another client");
      }
      return identity(claims);
    } catch (MalformedClaimException e) {
      throw new TokenRefusedException("The token is malformed", e);
    }
  }

  /** Checks what a machine sends. */
  Identity accessToken(String token, String audience) throws TokenRefusedException {
    JwtClaims claims = check(token, audience);
    if (claims.hasClaim("nonce")) {
      throw new TokenRefusedException("This is a token for a login, not for access");
    }
    try {
      return identity(claims);
    } catch (MalformedClaimException e) {
      throw new TokenRefusedException("The token is malformed", e);
    }
  }

  private JwtClaims check(String token, String audience) throws TokenRefusedException {
    JwtConsumer consumer =
        new JwtConsumerBuilder()
            .setRequireExpirationTime()
            .setRequireSubject()
            .setAllowedClockSkewInSeconds(CLOCK_SKEW)
            .setExpectedIssuer(issuer)
            .setExpectedAudience(audience)
            .setJwsAlgorithmConstraints(SIGNED)
            .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(keys))
            .build();
    try {
      return consumer.processToClaims(token);
    } catch (InvalidJwtException e) {
      throw new TokenRefusedException("The token is not valid", e);
    }
  }

  private Identity identity(JwtClaims claims) throws MalformedClaimException {
    @Nullable String name = claims.getClaimValueAsString(settings.userClaim());
    return new Identity(
        name == null || name.isBlank() ? claims.getSubject() : name,
        groups(claims.getClaimsMap(), settings.groupsClaim()));
  }

  /** Reads a claim that has the name, or else lies on the path that the name tells. */
  static Set<String> groups(Map<String, Object> claims, String name) {
    Object found =
        Optional.ofNullable(claims.get(name))
            .or(() -> along(claims, List.of(name.split("\\.", -1))))
            .orElse(List.of());
    Collection<?> groups = found instanceof Collection<?> many ? many : Arrays.asList(found);
    return groups.stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Optional<Object> along(Object start, List<String> path) {
    @Nullable Object place = start;
    for (String step : path) {
      place = place instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return Optional.ofNullable(place);
  }
}
