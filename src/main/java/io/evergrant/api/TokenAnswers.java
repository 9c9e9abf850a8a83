package io.evergrant.api;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.usecase.access.Access;
import io.evergrant.usecase.port.PortalSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
    // RFC 6749 section 5.1
    return Response.ok(given(call, access).toString(), MediaType.APPLICATION_JSON_TYPE)
        .header("Cache-Control", "no-store")
        .build();
  }

  /** The same as one of several: what would have ended a call for it alone ends nothing here. */
  JsonObject item(TokenCall call, Supplier<Access> work) {
    try {
      return item(call.grant(), given(call, work.get()), null);
    } catch (RuntimeException e) {
      return item(call.grant(), null, EveryProblem.problem(e));
    }
  }

  static JsonObject item(GrantId grant, @Nullable JsonObject token, @Nullable Problem problem) {
    return new Json()
        .with("grant", grant)
        .with("token", token)
        .with("problem", problem == null ? null : problem.asMember())
        .done();
  }

  private JsonObject given(TokenCall call, Access access) {
    return switch (access) {
      case Access.Granted granted -> view(granted);
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
