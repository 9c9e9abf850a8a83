package io.evergrant.api;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.ticket.ApiHost;
import io.evergrant.usecase.access.Access;
import io.evergrant.usecase.access.forward.Forwarded;
import io.evergrant.usecase.access.forward.Forwarded.Answered;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.ProviderApi.Field;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gives a caller what came of its call: the provider's answer as it streams in, or why not. */
@Singleton
class ForwardAnswers {
  /**
   * What a provider sends is data here, whatever it calls itself: shown as a page it would be a
   * page of this very site.
   */
  private static final String POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

  private final PortalSettings portal;
  private final InstantSource clock;
  private final LinkForOwner links;

  @Inject
  ForwardAnswers(PortalSettings portal, InstantSource clock, LinkForOwner links) {
    this.portal = portal;
    this.clock = clock;
    this.links = links;
  }

  /**
   * A call that is answered.
   *
   * @param key of the back end that calls; null where a front end does
   */
  record Call(GrantId grant, String method, @Nullable ApiKey key, Outlet outlet) {}

  /** Whatever happens, there is an answer, and nothing stays open. */
  void give(AsyncResponse answer, Call call, Supplier<Forwarded> work) {
    try {
      switch (work.get()) {
        case Answered answered -> {
          try (answered) {
            answer.resume(response(call, answered));
          }
        }
        case Forwarded.NoToken no -> answer.resume(noToken(call, no.why()));
        case Forwarded.OtherPath other -> answer.resume(TicketWords.otherPath());
        case Forwarded.HostUnknown host -> answer.resume(hostUnknown(host));
        case Forwarded.NotReached not -> answer.resume(notReached(not));
        case Forwarded.Crowded crowded -> answer.resume(NotNow.crowded());
        case Forwarded.NoAnswer none -> answer.resume(noAnswer(none));
        case Forwarded.BodyBroken broken ->
            answer.resume(
                new Problem(ProblemType.MALFORMED_BODY, "The body broke off. Send it again."));
        case Forwarded.SendAgain again ->
            answer.resume(
                new Problem(
                        ProblemType.TOKEN_REPLACED,
                        "The body was too long to be sent a second time from here. Send the call"
                            + " again.")
                    .retryAfter(java.time.Duration.ZERO));
      }
    } catch (Throwable e) {
      answer.resume(e);
    }
  }

  private static Response response(Call call, Answered answered) {
    var response = Response.status(answered.status());
    answered.fields().stream()
        .filter(field -> !field.is(HttpHeaders.CONTENT_TYPE))
        .forEach(field -> response.header(field.name(), field.value()));
    response.header("Content-Security-Policy", POLICY);
    // RFC 9209: this answer is not ours
    response.header("Proxy-Status", "evergrant; received-status=" + answered.status());
    var stream = answered.body();
    if (stream != null) {
      carry(response, call.outlet(), answered, AnswerBody.of(answered, stream));
    } else if (answered.length() >= 0 && call.method().equals(HttpMethod.HEAD)) {
      response.header(HttpHeaders.CONTENT_LENGTH, answered.length());
    }
    return response.build();
  }

  private static void carry(
      Response.ResponseBuilder response, Outlet outlet, Answered answered, AnswerBody body) {
    if (body.length() >= 0) {
      response.header(HttpHeaders.CONTENT_LENGTH, body.length());
    } else if (!outlet.tellsTheEnd()) {
      throw new Problem(
          ProblemType.HTTP_VERSION_UNFIT,
          "The answer has no length, so that over HTTP/1.0 nobody could tell whether it is"
              + " complete. Call, and let proxies call, with HTTP/1.1.");
    }
    if (!body.whole()) {
      // a body that breaks off is known by its connection, which ends before it does
      response.header("Connection", "close");
    }
    response.type(type(answered)).entity((StreamingOutput) out -> body.copy(out, outlet));
  }

  private static MediaType type(Answered answered) {
    try {
      return answered.fields().stream()
          .filter(field -> field.is(HttpHeaders.CONTENT_TYPE))
          .findFirst()
          .map(Field::value)
          .map(MediaType::valueOf)
          .orElse(MediaType.APPLICATION_OCTET_STREAM_TYPE);
    } catch (IllegalArgumentException e) {
      return MediaType.APPLICATION_OCTET_STREAM_TYPE;
    }
  }

  private Problem noToken(Call call, Access why) {
    return switch (why) {
      case Access.NoSuchGrant none -> Problem.notFound();
      case Access.NotActive not -> needsAPerson(call, not);
      case Access.ProviderPaused paused ->
          NotNow.providerPaused(portal, call.grant(), paused.provider());
      case Access.NotStarted not -> NotNow.notStarted();
      case Access.NotNow not ->
          NotNow.later(not.outcome(), not.cause(), not.retryAt(), clock.instant());
      case Access.Granted granted -> throw new IllegalStateException("there was a token");
    };
  }

  /** A front end gets no link: it would outlive the ticket by far. */
  private Problem needsAPerson(Call call, Access.NotActive not) {
    var problem = NotNow.needsAPerson(portal, call.grant(), not.status(), not.cause());
    var key = call.key();
    return key == null
        ? problem
        : problem.with("consent_link", links.of(key, call.grant(), not.status()));
  }

  private static Problem hostUnknown(Forwarded.HostUnknown host) {
    return new Problem(
            ProblemType.API_HOST_UNKNOWN,
            "Register it at /api/v1/providers/{id}/api-hosts, or call one that is.")
        .with("hosts", Json.texts(host.registered().stream().map(ApiHost::toString).toList()));
  }

  private static Problem notReached(Forwarded.NotReached not) {
    return new Problem(
        ProblemType.API_NOT_REACHED,
        not.refused()
            ? "Its name leads to an address that is not public. Nothing was sent."
            : "There was no connection. Nothing was sent: try again later.");
  }

  private static Problem noAnswer(Forwarded.NoAnswer none) {
    return none.timeout()
        ? AnswerBody.silent()
        : new Problem(
            ProblemType.API_NOT_REACHED,
            "The connection ended before an answer began. It may have done what was asked.");
  }
}
