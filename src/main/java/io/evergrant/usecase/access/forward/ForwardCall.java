package io.evergrant.usecase.access.forward;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.ticket.Ticket;
import io.evergrant.usecase.access.Access;
import io.evergrant.usecase.access.FetchAccessToken;
import io.evergrant.usecase.port.ApiHosts;
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.Grants.Standing;
import io.evergrant.usecase.port.ProviderApi;
import io.evergrant.usecase.port.ProviderApi.Answer;
import io.evergrant.usecase.port.ProviderApi.Lost;
import io.evergrant.usecase.port.ProviderApi.NotSent;
import io.evergrant.usecase.port.ProviderApi.Request;
import io.evergrant.usecase.port.ProviderApi.Responded;
import io.evergrant.usecase.port.SharedLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Calls a provider's API in the place of whoever may not hold the token. A token that the API
 * refuses is refreshed, and the call repeated once; where that was in vain the API's word is taken
 * for a while. What was called is written down before the answer goes on.
 */
@Singleton
public class ForwardCall {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);
  private static final int UNAUTHORIZED = 401;
  private static final int LONGEST_TOLD = 200;

  private final FetchAccessToken tokens;
  private final Grants grants;
  private final ApiHosts hosts;
  private final ProviderApi api;
  private final SharedLog audit;
  private final TenantPlaces places;
  private final VainRefreshes vain;

  @Inject
  ForwardCall(
      FetchAccessToken tokens,
      Grants grants,
      ApiHosts hosts,
      ProviderApi api,
      SharedLog audit,
      TenantPlaces places,
      VainRefreshes vain) {
    this.tokens = tokens;
    this.grants = grants;
    this.hosts = hosts;
    this.api = api;
    this.audit = audit;
    this.places = places;
    this.vain = vain;
  }

  /** Uses the network: no transaction here. */
  public Forwarded forward(ApiKey by, GrantId grant, Outgoing call) {
    var tenant = by.in(ApiScope.FORWARD);
    return grants
        .standing(tenant, grant)
        .map(Standing::provider)
        .filter(by::reaches)
        .map(at -> forward(new Journey(tenant, grant, at, by.asActor(), null, call)))
        .orElseGet(() -> new Forwarded.NoToken(new Access.NoSuchGrant()));
  }

  /** By a ticket that {@link UseTicket} found good for the caller, the grant and the method. */
  public Forwarded forward(Ticket by, Outgoing call) {
    if (!by.allowsMethod(call.method())) {
      throw new IllegalArgumentException("the ticket is for other methods");
    }
    if (!by.allowsTarget(call.target())) {
      return new Forwarded.OtherPath();
    }
    return grants
        .standing(by.tenant(), by.grant())
        .map(Standing::provider)
        .map(at -> new Journey(by.tenant(), by.grant(), at, by.asActor(), by, call))
        .map(this::forward)
        .orElseGet(() -> new Forwarded.NoToken(new Access.NoSuchGrant()));
  }

  /** The place is kept for as long as the answer is read. */
  private Forwarded forward(Journey journey) {
    if (!places.take(journey.tenant())) {
      return new Forwarded.Crowded();
    }
    var left = new AtomicBoolean();
    Runnable leave =
        () -> {
          if (left.compareAndSet(false, true)) {
            places.leave(journey.tenant());
          }
        };
    var reading = false;
    try {
      var result = called(journey);
      if (result instanceof Forwarded.Answered answered) {
        reading = true;
        return answered.andThen(leave);
      }
      return result;
    } finally {
      if (!reading) {
        leave.run();
      }
    }
  }

  private Forwarded called(Journey journey) {
    var registered = hosts.list(journey.tenant(), journey.provider());
    var target = journey.call().target();
    var host =
        registered.stream().filter(one -> one.authority().equals(target.authority())).findFirst();
    if (host.isEmpty()) {
      return new Forwarded.HostUnknown(registered);
    }
    var uri = target.at(host.get(), journey.call().query());
    var access = tokens.fetch(journey.tenant(), journey.grant(), LONG_ENOUGH, journey.actor());
    if (!(access instanceof Access.Granted granted)) {
      return new Forwarded.NoToken(access);
    }
    try {
      return send(journey, uri, granted, Parcel.of(journey.call().body()));
    } catch (IOException e) {
      return new Forwarded.BodyBroken();
    }
  }

  private Forwarded send(Journey journey, URI uri, Access.Granted granted, Parcel parcel) {
    var first = api.call(request(journey, uri, parcel), granted.token());
    if (!(first instanceof Responded refused)
        || refused.status() != UNAUTHORIZED
        || vain.knows(journey.grant())) {
      return told(journey, uri, first, granted.token(), false);
    }
    var keep = false;
    try {
      var other =
          tokens.fetchOther(journey.tenant(), journey.grant(), granted.token(), journey.actor());
      if (!(other instanceof Access.Granted newer)) {
        tell(journey, Map.of("status", "401"));
        return new Forwarded.NoToken(other);
      }
      if (newer.token().equals(granted.token())) {
        if (newer.refreshed()) {
          vain.remember(journey.grant());
        }
        keep = true;
        return told(journey, uri, refused, granted.token(), false);
      }
      if (!parcel.isRepeatable()) {
        vain.remember(journey.grant());
        tell(journey, Map.of("status", "401"));
        return new Forwarded.SendAgain();
      }
      refused.close();
      var second = api.call(request(journey, uri, parcel), newer.token());
      if (second instanceof Responded again && again.status() == UNAUTHORIZED) {
        vain.remember(journey.grant());
      }
      return told(journey, uri, second, newer.token(), true);
    } finally {
      if (!keep) {
        refused.close();
      }
    }
  }

  private static Request request(Journey journey, URI uri, Parcel parcel) {
    var call = journey.call();
    return new Request(call.method(), uri, PassedFields.up(call.fields()), parcel.body());
  }

  /** The answer, when the log has it. */
  private Forwarded told(
      Journey journey, URI uri, Answer answer, AccessToken token, boolean repeated) {
    return switch (answer) {
      case Responded responded -> {
        var facts = new TreeMap<String, String>();
        facts.put("status", Integer.toString(responded.status()));
        if (repeated) {
          facts.put("repeated", "true");
        }
        try {
          tell(journey, facts);
        } catch (RuntimeException e) {
          responded.close();
          throw e;
        }
        yield new Forwarded.Answered(
            responded.status(),
            PassedFields.down(responded.fields(), token, uri),
            responded.body(),
            responded.length(),
            responded::close);
      }
      case NotSent not -> {
        tell(journey, Map.of("status", "none", "reason", not.refused() ? "refused" : "not_sent"));
        yield new Forwarded.NotReached(not.refused());
      }
      case ProviderApi.Crowded crowded -> {
        tell(journey, Map.of("status", "none", "reason", "not_sent"));
        yield new Forwarded.Crowded();
      }
      case Lost lost -> {
        tell(journey, Map.of("status", "none", "reason", lost.timeout() ? "timeout" : "lost"));
        yield new Forwarded.NoAnswer(lost.timeout());
      }
      case ProviderApi.BodyBroken broken -> {
        tell(journey, Map.of("status", "none", "reason", "body_broken"));
        yield new Forwarded.BodyBroken();
      }
    };
  }

  private void tell(Journey journey, Map<String, String> result) {
    var facts = new TreeMap<>(result);
    facts.put("method", journey.call().method());
    facts.put("path", capped(journey.call().target().toString()));
    var ticket = journey.ticket();
    if (ticket != null) {
      facts.put("ticket", ticket.id().toString());
    }
    audit.append(
        AuditEvent.about(
            journey.tenant(),
            AuditEventType.CALL_FORWARDED,
            journey.actor(),
            journey.provider(),
            journey.grant(),
            facts));
  }

  static String capped(String text) {
    return text.length() <= LONGEST_TOLD ? text : text.substring(0, LONGEST_TOLD) + "…";
  }

  /** A call, and for whom it is made; {@code ticket} null where a back end calls itself. */
  private record Journey(
      TenantId tenant,
      GrantId grant,
      ProviderId provider,
      Actor.ApiKey actor,
      @Nullable Ticket ticket,
      Outgoing call) {}
}
