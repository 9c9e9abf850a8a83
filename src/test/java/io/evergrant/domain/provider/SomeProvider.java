package io.evergrant.domain.provider;

import io.evergrant.domain.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A registration of which a test says no more than it is about. */
public final class SomeProvider {
  private ProviderId id = new ProviderId(UUID.randomUUID());
  private TenantId tenant = new TenantId(UUID.randomUUID());
  private String name = "Provider";
  private @Nullable URI issuer;
  private boolean issuerInResponse;
  private Endpoints endpoints = at(URI.create("https://p.example/"));
  private String clientId = "client";
  private ClientAuthentication clientAuthentication = ClientAuthentication.CLIENT_SECRET_BASIC;
  private ClientAssertion assertion = ClientAssertion.USUAL;
  private Scope scope = Scope.EMPTY;
  private Map<String, String> authorizeParameters = Map.of();
  private Dialect dialect = Dialect.USUAL;
  private RefreshPolicy policy = RefreshPolicy.CAREFUL;
  private ProviderStatus status = ProviderStatus.ACTIVE;
  private @Nullable String statusReason;
  private @Nullable Instant formerSecretUntil;
  private long version = 1;

  /** As another one is, but for what is said besides. */
  public static SomeProvider like(Provider other) {
    var some = new SomeProvider();
    some.id = other.id();
    some.tenant = other.tenant();
    some.name = other.name();
    some.issuer = other.issuer();
    some.issuerInResponse = other.issuerInResponse();
    some.endpoints = other.endpoints();
    some.clientId = other.clientId();
    some.clientAuthentication = other.clientAuthentication();
    some.assertion = other.assertion();
    some.scope = other.scope();
    some.authorizeParameters = other.authorizeParameters();
    some.dialect = other.dialect();
    some.policy = other.policy();
    some.status = other.status();
    some.statusReason = other.statusReason();
    some.formerSecretUntil = other.formerSecretUntil();
    some.version = other.version();
    return some;
  }

  private static Endpoints at(URI server) {
    return new Endpoints(server.resolve("/authorize"), server.resolve("/token"), null, null, null);
  }

  public SomeProvider id(ProviderId id) {
    this.id = id;
    return this;
  }

  public SomeProvider tenant(TenantId tenant) {
    this.tenant = tenant;
    return this;
  }

  public SomeProvider name(String name) {
    this.name = name;
    return this;
  }

  public SomeProvider issuer(@Nullable URI issuer) {
    this.issuer = issuer;
    return this;
  }

  public SomeProvider endpoints(Endpoints endpoints) {
    this.endpoints = endpoints;
    return this;
  }

  public SomeProvider clientId(String clientId) {
    this.clientId = clientId;
    return this;
  }

  public SomeProvider clientAuthentication(ClientAuthentication clientAuthentication) {
    this.clientAuthentication = clientAuthentication;
    return this;
  }

  public SomeProvider dialect(Dialect dialect) {
    this.dialect = dialect;
    return this;
  }

  public SomeProvider policy(RefreshPolicy policy) {
    this.policy = policy;
    return this;
  }

  public SomeProvider status(ProviderStatus status) {
    this.status = status;
    return this;
  }

  public SomeProvider version(long version) {
    this.version = version;
    return this;
  }

  public Provider provider() {
    return new Provider(
        id,
        tenant,
        name,
        issuer,
        issuerInResponse,
        endpoints,
        clientId,
        clientAuthentication,
        assertion,
        scope,
        authorizeParameters,
        dialect,
        policy,
        status,
        statusReason,
        formerSecretUntil,
        version);
  }
}
