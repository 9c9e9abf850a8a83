package io.evergrant.adapter.oauth;

import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.ClientSecret;

/** How the client proves itself (RFC 6749 section 2.3.1). */
final class ClientLogin {
  private ClientLogin() {}

  static PlainClientSecret of(Provider provider, ClientSecret secret) {
    var id = new ClientID(provider.clientId());
    var proof = new Secret(secret.reveal());
    return switch (provider.clientAuthentication()) {
      case CLIENT_SECRET_BASIC -> new ClientSecretBasic(id, proof);
      case CLIENT_SECRET_POST -> new ClientSecretPost(id, proof);
    };
  }
}
