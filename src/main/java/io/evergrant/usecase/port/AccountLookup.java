package io.evergrant.usecase.port;

import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.secret.IssuedTokens;

/**
 * Whose account a token is: by the id token (OpenID Connect Core section 3.1.3.7, {@code nonce}
 * included), else userinfo, else introspection.
 */
public interface AccountLookup {
  Looked lookUp(Provider provider, ClientSecrets secrets, IssuedTokens tokens, String nonce);

  /** How the look-up ended. */
  sealed interface Looked {
    /** {@code label} is a mail address or a name where the provider tells one, else the subject. */
    record Account(String subject, String label) implements Looked {}

    /** The provider has no way to tell. */
    record NotTold() implements Looked {}

    /** An id token that does not belong to this request, or a provider that did not answer. */
    record Refused(String detail) implements Looked {}
  }
}
