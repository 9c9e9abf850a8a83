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
        PaceHeaders.class,
        CrossOrigin.class,
        EveryProblem.class,
        GrantsResource.class,
        GrantResource.class,
        ForwardResource.class,
        TicketsResource.class,
        ApiHostsResource.class,
        ImportResource.class,
        ProvidersResource.class,
        ConnectLinksResource.class,
        CatalogueResource.class,
        AuditEventsResource.class,
        AuditChainResource.class);
  }

  /** No description of ours but the one at /openapi. */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
