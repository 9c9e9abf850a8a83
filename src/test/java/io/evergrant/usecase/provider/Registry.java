package io.evergrant.usecase.provider;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.ticket.ApiHost;
import io.evergrant.usecase.port.ApiHosts;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.FormerSecrets;
import io.evergrant.usecase.port.ProviderApi;
import io.evergrant.usecase.port.Providers;
import io.evergrant.usecase.port.SecretVault;
import io.evergrant.usecase.port.TokenVault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A tenant's providers with the hosts of their APIs, in memory, and one who may change them. */
final class Registry
    implements Providers,
        ApiHosts,
        AuditLog,
        SecretVault,
        FormerSecrets.InVault,
        FormerSecrets.InRow,
        TokenVault,
        ProviderApi {
  final TenantId tenant = new TenantId(UUID.randomUUID());
  final Steward by =
      new Steward(tenant, new Actor.Person(new MemberId(UUID.randomUUID()), "ada@x.example"), null);
  final Map<ProviderId, Provider> rows = new LinkedHashMap<>();
  final Map<ProviderId, List<ApiHost>> hosts = new HashMap<>();
  final Keyring keys = new Keyring();
  final List<AuditEventType> events = new ArrayList<>();
  final List<AuditEvent> logged = new ArrayList<>();
  final List<Duration> overlaps = new ArrayList<>();
  final Map<ProviderId, ClientSecrets> secrets = new HashMap<>();

  boolean nameTaken;

  /** What somebody else does between this one's look and this one's change. */
  Runnable meanwhile = () -> {};

  ManageApiHosts hostsOf() {
    return new ManageApiHosts(this, this, new HostsCheck(this), new RecordHosts(this, this));
  }

  DescribeProviders described() {
    return new DescribeProviders(
        this, this, new HostsCheck(this), registrations(), replacing(Instant.EPOCH), this);
  }

  RegisterProvider registrations() {
    return new RegisterProvider(this, this, record(), new KeyForClient(keys, keys));
  }

  RecordProvider record() {
    return new RecordProvider(this, this, new RecordHosts(this, this), keys.record(this));
  }

  ReplaceSecret replacing(Instant now) {
    var record = new RecordSecrets(this, this, this, Keyring.PORTAL);
    return new ReplaceSecret(this, this, this, record, () -> now);
  }

  static List<ApiHost> at(String... texts) {
    return Stream.of(texts).map(ApiHost::parse).toList();
  }

  @Override
  public Optional<Provider> find(TenantId of, ProviderId id) {
    return Optional.ofNullable(rows.get(id)).filter(row -> row.tenant().equals(of));
  }

  @Override
  public List<Provider> list(TenantId of) {
    return List.copyOf(rows.values());
  }

  @Override
  public boolean insert(Provider provider) {
    return !nameTaken && rows.putIfAbsent(provider.id(), provider) == null;
  }

  @Override
  public boolean update(Provider provider) {
    rows.put(provider.id(), provider);
    return true;
  }

  @Override
  public boolean setStatus(
      TenantId of, ProviderId id, ProviderStatus status, @Nullable String reason) {
    throw new AssertionError("nobody pauses one here");
  }

  @Override
  public List<ApiHost> list(TenantId of, ProviderId provider) {
    return hosts.getOrDefault(provider, List.of());
  }

  @Override
  public Map<ProviderId, List<ApiHost>> byProvider(TenantId of) {
    return Map.copyOf(hosts);
  }

  @Override
  public List<ApiHost> hold(TenantId of, ProviderId provider) {
    meanwhile.run();
    return list(of, provider);
  }

  @Override
  public void replace(TenantId of, ProviderId provider, List<ApiHost> wanted) {
    hosts.put(provider, wanted);
  }

  @Override
  public void append(AuditEvent event) {
    events.add(event.type());
    logged.add(event);
  }

  @Override
  public List<AuditEntry> search(TenantId of, AuditQuestion question) {
    throw new AssertionError("nobody reads the log here");
  }

  @Override
  public Optional<AuditEntry> find(TenantId of, long number) {
    throw new AssertionError("nobody reads the log here");
  }

  @Override
  public void stream(TenantId of, AuditQuestion question, Consumer<AuditEntry> receiver) {
    throw new AssertionError("nobody reads the log here");
  }

  @Override
  public void put(TenantId of, ProviderId provider, ClientSecret secret) {
    secrets.put(provider, ClientSecrets.of(secret));
  }

  @Override
  public ClientSecrets get(TenantId of, ProviderId provider) {
    return secrets.getOrDefault(provider, ClientSecrets.NONE);
  }

  @Override
  public void change(TenantId of, ProviderId provider, ClientSecret secret, Instant formerUntil) {
    secrets.put(provider, new ClientSecrets(secret, get(of, provider).newest(), formerUntil));
  }

  @Override
  public boolean drop(TenantId of, ProviderId provider, Instant now) {
    secrets.put(provider, get(of, provider).withoutFormer(now));
    return get(of, provider).former() == null;
  }

  @Override
  public boolean changed(Provider provider, Duration overlap) {
    overlaps.add(overlap);
    return true;
  }

  @Override
  public boolean gone(TenantId of, ProviderId provider) {
    return true;
  }

  @Override
  public void destroy(TenantId of, ProviderId provider) {
    secrets.remove(provider);
  }

  @Override
  public void ensureKey(TenantId of) {}

  @Override
  public List<Opened> open(List<TokenLocation> locations) {
    throw new AssertionError("a registration reads no tokens");
  }

  @Override
  public List<Opened> openAt(List<At> wanted) {
    throw new AssertionError("a registration reads no tokens");
  }

  @Override
  public Written write(TokenLocation location, int expectedVersion, Entry entry) {
    throw new AssertionError("a registration writes no tokens");
  }

  @Override
  public void destroy(TokenLocation location) {
    throw new AssertionError("a registration writes no tokens");
  }

  @Override
  public boolean permits(ApiHost host) {
    return host.scheme().equals("https");
  }

  @Override
  public Answer call(Request request, AccessToken token) {
    throw new AssertionError("a registration calls nobody");
  }
}
