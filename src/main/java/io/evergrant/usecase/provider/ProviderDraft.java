package io.evergrant.usecase.provider;

import io.evergrant.domain.provider.ClientAssertion;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.ScopeSeparator;
import io.evergrant.domain.provider.TokenRequestBody;
import io.evergrant.domain.secret.ClientSecret;
import org.jspecify.annotations.Nullable;

/**
 * A provider as it was typed; nothing here was checked.
 *
 * @param issuer empty where the endpoints were typed
 * @param clientSecret null at a change that keeps the stored one, and where there is none
 * @param assertion counts where the client signs
 * @param scope separated by spaces, commas or line ends
 * @param authorizeParameters one {@code name=value} a line
 * @param tokenParameters likewise
 */
public record ProviderDraft(
    String name,
    String issuer,
    boolean issuerInResponse,
    String authorizationEndpoint,
    String tokenEndpoint,
    String refreshEndpoint,
    String introspectionEndpoint,
    String revocationEndpoint,
    String userinfoEndpoint,
    String pushedAuthorizationEndpoint,
    String clientId,
    @Nullable ClientSecret clientSecret,
    ClientAuthentication clientAuthentication,
    ClientAssertion assertion,
    String scope,
    ScopeSeparator scopeSeparator,
    String authorizeParameters,
    TokenRequestBody tokenRequestBody,
    String tokenParameters,
    PolicyDraft policy) {}
