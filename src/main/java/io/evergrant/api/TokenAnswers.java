package io.evergrant.api;

import io.evergrant.usecase.access.Access;
import io.evergrant.usecase.port.PortalSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Objects;

/** A token, or why there is none. */
@Singleton
class TokenAnswers {
  private final LinkForOwner links;
  private final PortalSettings portal;
  private final InstantSource clock;

  @Inject
  TokenAnswers(LinkForOwner links, PortalSettings portal, InstantSource clock) {
    this.links = links;
    this.portal = portal;
    this.clock = clock;
  }

  Response of(TokenCall call, Access access) {
    return switch (access) {
      case Access.Granted granted -> given(granted);
      case Access.NoSuchGrant none -> throw Problem.notFound();
      case Access.NotActive not ->
          throw NotNow.needsAPerson(portal, call.grant(), not.status(), not.cause())
              .with("consent_link", links.of(call.key(), call.grant(), not.status()));
      case Access.ProviderPaused paused ->
          throw NotNow.providerPaused(portal, call.grant(), paused.provider());
      case Access.NotStarted not -> throw NotNow.notStarted();
      case Access.NotNow not ->
          throw NotNow.later(not.outcome(), not.cause(), not.retryAt(), clock.instant());
    };
  }

  private static Response given(Access.Granted granted) {
    // RFC 6749 section 5.1
    return Response.ok(view(granted).toString(), MediaType.APPLICATION_JSON_TYPE)
        .header("Cache-Control", "no-store")
        .build();
  }

  /** Members as in RFC 6749 section 5.1, with the end as a time. */
  static JsonObject view(Access.Granted granted) {
    var left = granted.left();
    return new Json()
        .with("access_token", granted.token().reveal())
        .with("token_type", Objects.requireNonNullElse(granted.tokenType(), "Bearer"))
        .with("expires_at", granted.expiresAt())
        .with("expires_in", left == null ? null : Math.max(0, left.toSeconds()))
        .with("scope", granted.scope())
        .done();
  }
}
