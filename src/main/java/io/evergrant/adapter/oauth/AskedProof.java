package io.evergrant.adapter.oauth;

import io.evergrant.adapter.http.GuardedClient;
import io.evergrant.domain.outcome.Proof;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.secret.TokenSet;
import io.evergrant.usecase.port.TokenProof;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Proves a token by asking its provider. A silent provider neither proves nor disproves. */
@Singleton
public class AskedProof implements TokenProof {
  private final Told told;

  @Inject
  public AskedProof(GuardedClient http, ClientRequests requests) {
    this.told = new Told(http, requests);
  }

  @Override
  public Proof prove(Provider provider, ClientSecrets secrets, TokenSet tokens) {
    var access = tokens.accessToken();
    if (access == null) {
      return Proof.STORED;
    }
    return switch (provider.policy().proof()) {
      case NONE -> Proof.STORED;
      case INTROSPECTION -> byIntrospection(provider, secrets, access);
      case USERINFO -> byUserinfo(provider, access);
      case PROBE -> byProbe(provider, access);
    };
  }

  private Proof byIntrospection(Provider provider, ClientSecrets secrets, AccessToken access) {
    var endpoint = provider.endpoints().introspection();
    if (endpoint == null) {
      return Proof.STORED;
    }
    return switch (told.introspection(endpoint, provider, secrets, access)) {
      case Told.Answer.Claims claims ->
          switch (claims.claims().get("active")) {
            case Boolean active -> active ? Proof.PROVED : Proof.DISPROVED;
            case null, default -> Proof.STORED;
          };
      // Here 401 and 403 speak of the client, not of the token.
      case Told.Answer.Refused refused -> Proof.STORED;
      case Told.Answer.Unclear unclear -> Proof.STORED;
      case Told.Answer.Silent silent -> Proof.STORED;
    };
  }

  /** 401 speaks of the token (RFC 6750 section 3.1); anything unexpected besides does not tell. */
  private Proof byProbe(Provider provider, AccessToken access) {
    var probe = provider.policy().probe();
    if (probe == null) {
      return Proof.STORED;
    }
    var status = told.probe(probe.uri(), access).orElse(0);
    if (status == probe.status()) {
      return Proof.PROVED;
    }
    return status == 401 ? Proof.DISPROVED : Proof.STORED;
  }

  private Proof byUserinfo(Provider provider, AccessToken access) {
    var endpoint = provider.endpoints().userinfo();
    if (endpoint == null) {
      return Proof.STORED;
    }
    return switch (told.userinfo(endpoint, access)) {
      case Told.Answer.Claims claims -> Proof.PROVED;
      case Told.Answer.Refused refused -> refused.status() == 401 ? Proof.DISPROVED : Proof.STORED;
      case Told.Answer.Unclear unclear -> Proof.STORED;
      case Told.Answer.Silent silent -> Proof.STORED;
    };
  }
}
