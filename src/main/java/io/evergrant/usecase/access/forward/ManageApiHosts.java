package io.evergrant.usecase.access.forward;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.ticket.ApiHost;
import io.evergrant.usecase.port.ApiHosts;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.ProviderApi;
import io.evergrant.usecase.port.Providers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** At which hosts the API of a provider is: calls are forwarded there and nowhere else. */
@Singleton
public class ManageApiHosts {
  /** More are no list that a person would have looked through. */
  public static final int MOST = 20;

  private final ApiHosts hosts;
  private final Providers providers;
  private final ProviderApi api;
  private final AuditLog audit;

  @Inject
  public ManageApiHosts(ApiHosts hosts, Providers providers, ProviderApi api, AuditLog audit) {
    this.hosts = hosts;
    this.providers = providers;
    this.api = api;
    this.audit = audit;
  }

  /** Empty where the key sees no such provider. */
  @Transactional
  public Optional<List<ApiHost>> list(ApiKey by, ProviderId provider) {
    var tenant = by.in(ApiScope.MANAGE);
    return sees(by, tenant, provider)
        ? Optional.of(hosts.list(tenant, provider))
        : Optional.empty();
  }

  /** Takes these in the place of those that were there; all or none. */
  @Transactional
  public Changed replace(ApiKey by, ProviderId provider, List<String> wanted) {
    var tenant = by.in(ApiScope.MANAGE);
    if (!sees(by, tenant, provider)) {
      return new Changed.NoSuchProvider();
    }
    if (wanted.size() > MOST) {
      return new Changed.TooMany();
    }
    var byAuthority = new TreeMap<String, ApiHost>();
    var wrong = new ArrayList<Integer>();
    for (var i = 0; i < wanted.size(); i++) {
      var host = host(wanted.get(i));
      if (host.isPresent()) {
        byAuthority.put(host.get().authority(), host.get());
      } else {
        wrong.add(i);
      }
    }
    if (!wrong.isEmpty()) {
      return new Changed.Refused(wrong);
    }
    var now = List.copyOf(byAuthority.values());
    hosts.replace(tenant, provider, now);
    audit.append(
        AuditEvent.about(
            tenant,
            AuditEventType.API_HOSTS_CHANGED,
            by.asActor(),
            provider,
            Map.of("hosts", told(now))));
    return new Changed.Done(now);
  }

  private boolean sees(ApiKey by, TenantId tenant, ProviderId provider) {
    return by.reaches(provider) && providers.find(tenant, provider).isPresent();
  }

  private Optional<ApiHost> host(String text) {
    try {
      return Optional.of(ApiHost.parse(text)).filter(api::permits);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String told(List<ApiHost> hosts) {
    return hosts.isEmpty()
        ? "none"
        : hosts.stream()
            .sorted(Comparator.comparing(ApiHost::authority))
            .map(ApiHost::toString)
            .collect(Collectors.joining(" "));
  }

  /** How it ended. */
  public sealed interface Changed {
    record Done(List<ApiHost> hosts) implements Changed {}

    record NoSuchProvider() implements Changed {}

    record TooMany() implements Changed {}

    /** None was taken; these, counted from 0, are no {@code https} address of a host alone. */
    record Refused(List<Integer> places) implements Changed {}
  }
}
