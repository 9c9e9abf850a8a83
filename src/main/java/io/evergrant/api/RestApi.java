package io.evergrant.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** Everything under {@code /api}: listed, so that nothing else on the class path joins in. */
@ApplicationPath("/api")
public class RestApi extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        Door.class,
        ScopeFilter.class,
        OnceFilter.class,
        AtOnceFilter.class,
        EachFilter.class,
        PaceHeaders.class,
        Lengths.class,
        CrossOrigin.class,
        EveryProblem.class,
        GrantsResource.class,
        GrantResource.class,
        AccessTokenResource.class,
        AccessTokensResource.class,
        GrantActsResource.class,
        RevocationResource.class,
        OwnerResource.class,
        HandOversResource.class,
        BulkActsResource.class,
        BulkLinksResource.class,
        ForwardResource.class,
        TicketsResource.class,
        ApiHostsResource.class,
        ImportResource.class,
        ProvidersResource.class,
        ProviderResource.class,
        ProvidersFileResource.class,
        ClientKeysResource.class,
        ObservedResource.class,
        StagedTestsResource.class,
        ConnectLinksResource.class,
        ApiKeysResource.class,
        TenantResource.class,
        PolicyResource.class,
        MembersResource.class,
        MemberResource.class,
        OverviewResource.class,
        NoticesResource.class,
        NoticeAddressesResource.class,
        ViewsResource.class,
        CatalogueResource.class,
        AuditEventsResource.class,
        AuditFeedResource.class,
        AuditChainResource.class,
        AuditExportsResource.class,
        VerificationsResource.class,
        WebhooksResource.class,
        WebhookResource.class,
        DeliveriesResource.class,
        RetentionResource.class);
  }

  /**
   * No description of ours but the one at /openapi. And no buffer: a stream's first event would
   * wait in it, flushed or not.
   */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of(
        "jersey.config.server.wadl.disableWadl",
        true,
        "jersey.config.server.contentLength.buffer",
        0);
  }
}
