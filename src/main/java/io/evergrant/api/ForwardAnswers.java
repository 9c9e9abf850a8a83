package io.evergrant.api;

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
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Gives a caller what came of its call: the provider's answer as it streams in, or why not. */
@Singleton
class ForwardAnswers {
  private static final int PIECE = 16 * 1024;

  /**
   * What a provider sends is data here, whatever it calls itself: shown as a page it would be a
   * page of this very site.
   */
  private static final String POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

  private final PortalSettings portal;
  private final InstantSource clock;

  @Inject
  ForwardAnswers(PortalSettings portal, InstantSource clock) {
    this.portal = portal;
    this.clock = clock;
  }

  /** Whatever happens, there is an answer, and nothing stays open. */
  void give(AsyncResponse answer, GrantId grant, String method, Supplier<Forwarded> work) {
    try {
      switch (work.get()) {
        case Answered answered -> {
          try (answered) {
            answer.resume(response(method, answered));
          }
        }
        case Forwarded.NoToken no -> answer.resume(noToken(grant, no.why()));
        case Forwarded.OtherPath other -> answer.resume(TicketWords.otherPath());
        case Forwarded.HostUnknown host -> answer.resume(hostUnknown(host));
        case Forwarded.NotReached not -> answer.resume(notReached(not));
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

  private static Response response(String method, Answered answered) {
    var response = Response.status(answered.status());
    answered.fields().stream()
        .filter(field -> !field.is(HttpHeaders.CONTENT_TYPE))
        .forEach(field -> response.header(field.name(), field.value()));
    response.header("Content-Security-Policy", POLICY);
    // RFC 9209: this answer is not ours
    response.header("Proxy-Status", "evergrant; received-status=" + answered.status());
    var body = answered.body();
    if (answered.length() >= 0 && (body != null || method.equals(HttpMethod.HEAD))) {
      response.header(HttpHeaders.CONTENT_LENGTH, answered.length());
    }
    if (body != null) {
      response.type(type(answered)).entity((StreamingOutput) out -> copy(body, out));
    }
    return response.build();
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

  /**
   * What has come goes on at once when nothing follows it yet: events must not wait for a full
   * piece.
   */
  private static void copy(InputStream in, OutputStream out) throws IOException {
    var piece = new byte[PIECE];
    for (var read = in.read(piece); read >= 0; read = in.read(piece)) {
      out.write(piece, 0, read);
      if (read < PIECE) {
        out.flush();
      }
    }
  }

  private Problem noToken(GrantId grant, Access why) {
    return switch (why) {
      case Access.NoSuchGrant none -> Problem.notFound();
      case Access.NotActive not -> NotNow.needsAPerson(portal, grant, not.status(), not.cause());
      case Access.NotNow not ->
          NotNow.later(not.outcome(), not.cause(), not.retryAt(), clock.instant());
      case Access.Granted granted -> throw new IllegalStateException("there was a token");
    };
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
        ? new Problem(
            ProblemType.API_TIMEOUT, "It was silent for a minute. It may have done what was asked.")
        : new Problem(
            ProblemType.API_NOT_REACHED,
            "The connection ended before an answer began. It may have done what was asked.");
  }
}
