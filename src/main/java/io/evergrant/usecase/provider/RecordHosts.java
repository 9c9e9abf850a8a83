package io.evergrant.usecase.provider;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.ticket.ApiHost;
import io.evergrant.usecase.port.ApiHosts;
import io.evergrant.usecase.port.AuditLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The hosts of an API and the log's word of them, within the transaction of whoever calls. */
@Singleton
class RecordHosts {
  private final ApiHosts hosts;
  private final AuditLog audit;

  @Inject
  RecordHosts(ApiHosts hosts, AuditLog audit) {
    this.hosts = hosts;
    this.audit = audit;
  }

  /** Whether those are there; nobody changes them before this transaction ends. */
  boolean holds(Steward by, ProviderId provider, List<ApiHost> seen) {
    return seen.equals(hosts.hold(by.tenant(), provider));
  }

  /**
   * False where others are there than were seen: nothing was written. To want what is there is no
   * news.
   *
   * @param seen null for whichever are there
   */
  boolean replaced(
      Steward by, ProviderId provider, @Nullable List<ApiHost> seen, List<ApiHost> wanted) {
    var now = hosts.hold(by.tenant(), provider);
    if (seen != null && !seen.equals(now)) {
      return false;
    }
    if (!wanted.equals(now)) {
      write(by, provider, wanted);
    }
    return true;
  }

  void write(Steward by, ProviderId provider, List<ApiHost> wanted) {
    hosts.replace(by.tenant(), provider, wanted);
    audit.append(
        AuditEvent.about(
            by.tenant(),
            AuditEventType.API_HOSTS_CHANGED,
            by.actor(),
            provider,
            Map.of("hosts", told(wanted))));
  }

  private static String told(List<ApiHost> hosts) {
    return hosts.isEmpty()
        ? "none"
        : hosts.stream().map(ApiHost::toString).collect(Collectors.joining(" "));
  }
}
