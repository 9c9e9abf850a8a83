package io.evergrant.domain.provider;

import io.evergrant.domain.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An authorization server plus this tenant's client registration at it. The client secret is not
 * here: it lies sealed in Vault; nor are the client's keys.
 *
 * @param issuer as in its metadata (RFC 8414); null where the endpoints were typed
 * @param issuerInResponse whether it says it puts {@code iss} into responses (RFC 9207)
 * @param authorizeParameters extra parameters of the authorization request
 * @param dialect where it leaves RFC 6749
 * @param statusReason why it is paused, for a person; null while it is active
 * @param formerSecretUntil a secret that was replaced is tried until then where the newest is
 *     refused; null where there is none
 * @param version grows with every change; a form that was opened at an older one is told so
 */
public record Provider(
    ProviderId id,
    TenantId tenant,
    String name,
    @Nullable URI issuer,
    boolean issuerInResponse,
    Endpoints endpoints,
    String clientId,
    ClientAuthentication clientAuthentication,
    ClientAssertion assertion,
    Scope scope,
    Map<String, String> authorizeParameters,
    Dialect dialect,
    RefreshPolicy policy,
    ProviderStatus status,
    @Nullable String statusReason,
    @Nullable Instant formerSecretUntil,
    long version) {
  public Provider {
    authorizeParameters = Map.copyOf(authorizeParameters);
  }

  /** Of one whose client has a single secret. */
  public Provider(
      ProviderId id,
      TenantId tenant,
      String name,
      @Nullable URI issuer,
      boolean issuerInResponse,
      Endpoints endpoints,
      String clientId,
      ClientAuthentication clientAuthentication,
      Scope scope,
      Map<String, String> authorizeParameters,
      RefreshPolicy policy,
      ProviderStatus status,
      @Nullable String statusReason,
      long version) {
    this(
        id,
        tenant,
        name,
        issuer,
        issuerInResponse,
        endpoints,
        clientId,
        clientAuthentication,
        ClientAssertion.USUAL,
        scope,
        authorizeParameters,
        Dialect.USUAL,
        policy,
        status,
        statusReason,
        null,
        version);
  }

  /** Whether both say the same of the provider, whatever became of them. */
  public boolean isRegisteredLike(Provider other) {
    return name.equals(other.name)
        && Objects.equals(issuer, other.issuer)
        && issuerInResponse == other.issuerInResponse
        && endpoints.equals(other.endpoints)
        && clientId.equals(other.clientId)
        && clientAuthentication == other.clientAuthentication
        && assertion.equals(other.assertion)
        && scope.equals(other.scope)
        && authorizeParameters.equals(other.authorizeParameters)
        && dialect.equals(other.dialect)
        && policy.equals(other.policy);
  }

  public boolean isPaused() {
    return status == ProviderStatus.PAUSED;
  }
}
