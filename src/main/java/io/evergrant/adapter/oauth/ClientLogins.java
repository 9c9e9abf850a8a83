package io.evergrant.adapter.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.evergrant.domain.provider.ClientKey;
import io.evergrant.domain.provider.ClientKey.State;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.usecase.port.ClientKeyVault;
import io.evergrant.usecase.port.ClientKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The ways in which a client can prove itself just now, in the order in which they are tried. */
@Singleton
public class ClientLogins {
  /** Whoever sees an assertion could send it once more (RFC 7523 section 3, {@code exp}). */
  private static final Duration LIFE = Duration.ofSeconds(60);

  private final ClientKeys keys;
  private final ClientKeyVault signer;
  private final InstantSource clock;

  @Inject
  public ClientLogins(ClientKeys keys, ClientKeyVault signer, InstantSource clock) {
    this.keys = keys;
    this.signer = signer;
    this.clock = clock;
  }

  /**
   * Each is made when it is its turn: an assertion is good once. None where there is no secret, or
   * no key.
   *
   * @throws io.evergrant.usecase.port.StoreUnavailable where a store does not serve, here and when
   *     one is made
   */
  List<Supplier<ClientLogin>> of(Provider provider, ClientSecrets secrets) {
    var id = new ClientID(provider.clientId());
    return switch (provider.clientAuthentication()) {
      case CLIENT_SECRET_BASIC ->
          secrets(secrets)
              .<Supplier<ClientLogin>>map(
                  secret -> () -> new ClientLogin(id, new ClientSecretBasic(id, secret)))
              .toList();
      case CLIENT_SECRET_POST ->
          secrets(secrets)
              .<Supplier<ClientLogin>>map(
                  secret -> () -> new ClientLogin(id, new ClientSecretPost(id, secret)))
              .toList();
      case PRIVATE_KEY_JWT ->
          keys.list(provider.tenant(), provider.id()).stream()
              .filter(key -> key.state() != State.PUBLISHED)
              .sorted(Comparator.comparing(ClientKey::state))
              .<Supplier<ClientLogin>>map(
                  key -> () -> new ClientLogin(id, new PrivateKeyJWT(assertion(provider, key))))
              .toList();
      case NONE -> List.of(() -> new ClientLogin(id, null));
    };
  }

  private Stream<Secret> secrets(ClientSecrets secrets) {
    return secrets.inOrder(clock.instant()).stream().map(secret -> new Secret(secret.reveal()));
  }

  /** RFC 7523 section 3. */
  private SignedJWT assertion(Provider provider, ClientKey key) {
    var now = clock.instant();
    var header =
        new JWSHeader.Builder(JWSAlgorithm.parse(key.algorithm().name()))
            .type(JOSEObjectType.JWT)
            .keyID(key.keyId())
            .build();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(provider.clientId())
            .subject(provider.clientId())
            .audience(audience(provider))
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFE)))
            .build();
    var unsigned = new SignedJWT(header, claims);
    var input = unsigned.getSigningInput();
    var signature = signer.sign(provider.tenant(), key.id(), key.algorithm(), input);
    try {
      var parts = new String(input, UTF_8).split("\\.", 2);
      return new SignedJWT(
          new Base64URL(parts[0]), new Base64URL(parts[1]), Base64URL.encode(signature));
    } catch (ParseException e) {
      throw new IllegalStateException("what was written can be read", e);
    }
  }

  private static String audience(Provider provider) {
    var token = provider.endpoints().token().toString();
    var issuer = provider.issuer();
    return switch (provider.assertion().audience()) {
      case TOKEN_ENDPOINT -> token;
      case ISSUER -> issuer == null ? token : issuer.toString();
    };
  }
}
