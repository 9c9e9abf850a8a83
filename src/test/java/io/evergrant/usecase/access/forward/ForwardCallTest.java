package io.evergrant.usecase.access.forward;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.Fence;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.domain.secret.TokenSet;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.ticket.ApiHost;
import io.evergrant.domain.ticket.Binding;
import io.evergrant.domain.ticket.ForwardTarget;
import io.evergrant.domain.ticket.Ticket;
import io.evergrant.domain.ticket.TicketId;
import io.evergrant.usecase.access.Access;
import io.evergrant.usecase.access.FetchAccessToken;
import io.evergrant.usecase.access.forward.Forwarded.Answered;
import io.evergrant.usecase.port.AccessMemory;
import io.evergrant.usecase.port.ApiHosts;
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.ProviderApi;
import io.evergrant.usecase.port.RefreshOnDemand.Waited;
import io.evergrant.usecase.port.SharedLog;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TokenVault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A call, its second try, and what is told of it. */
class ForwardCallTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final TenantId TENANT = new TenantId(UUID.randomUUID());
  private static final GrantId GRANT = new GrantId(UUID.randomUUID());
  private static final ApiKeyId KEY = new ApiKeyId(UUID.randomUUID());
  private static final ProviderId PROVIDER = new ProviderId(UUID.randomUUID());

  private Instant issuedAt = NOW.minusSeconds(600);
  private String token = "old";
  private GrantStatus status = GrantStatus.ACTIVE;
  private @Nullable Instant lastSuccess;
  private Runnable refreshing =
      () -> {
        token = "new";
        lastSuccess = NOW;
      };
  private int refreshes;
  private int closed;
  private boolean logFails;
  private final List<String> sent = new ArrayList<>();
  private final List<AuditEvent> events = new ArrayList<>();
  private Function<AccessToken, Integer> answers = used -> 200;
  private long nanos;
  private final VainRefreshes vain = new VainRefreshes(() -> nanos);

  @Test
  void a_call_goes_out_once_with_the_token_and_is_told() {
    try (var answered = answered(forward("GET", "api.example.com/v1/files", null))) {
      assertThat(answered.status()).isEqualTo(200);
    }
    assertThat(sent).containsExactly("GET https://api.example.com/v1/files old");
    assertThat(events)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo(AuditEventType.CALL_FORWARDED);
              assertThat(event.actor())
                  .as("the back end that handed the ticket out")
                  .isEqualTo(new Actor.ApiKey(KEY, "worker"));
              assertThat(event.details())
                  .containsEntry("status", "200")
                  .containsEntry("method", "GET")
                  .containsEntry("path", "api.example.com/v1/files")
                  .containsKey("ticket");
            });
    assertThat(closed).isEqualTo(1);
  }

  @Test
  void a_refused_token_is_refreshed_and_the_call_with_its_body_repeated_once() {
    answers = used -> 401;
    try (var answered = answered(forward("POST", "api.example.com/v1/files", "hello"))) {
      assertThat(answered.status()).as("refused again: that is the answer").isEqualTo(401);
    }
    assertThat(sent)
        .containsExactly(
            "POST https://api.example.com/v1/files old hello",
            "POST https://api.example.com/v1/files new hello");
    assertThat(refreshes).isEqualTo(1);
    assertThat(events).hasSize(1);
    assertThat(closed).as("both answers").isGreaterThanOrEqualTo(2);
  }

  @Test
  void P13_an_api_that_always_refuses_costs_a_refresh_in_ten_minutes() {
    answers = used -> 401;
    for (var second = 0; second < 600; second += 20) {
      nanos = Duration.ofSeconds(second).toNanos();
      try (var answered = answered(forward("GET", "api.example.com/v1/files", null))) {
        assertThat(answered.status()).isEqualTo(401);
      }
    }
    assertThat(refreshes).isEqualTo(1);
    assertThat(sent).as("thirty calls, one of them twice").hasSize(31);
    assertThat(closed).isGreaterThanOrEqualTo(31);
    nanos = Duration.ofMinutes(10).toNanos();
    lastSuccess = null;
    answered(forward("GET", "api.example.com/v1/files", null)).close();
    assertThat(refreshes).isEqualTo(2);
  }

  @Test
  void a_refresh_that_helped_is_made_again_for_the_next_token_that_is_refused() {
    answers = used -> used.reveal().equals("old") ? 401 : 200;
    for (var i = 0; i < 3; i++) {
      token = "old";
      lastSuccess = null;
      assertThat(answered(forward("GET", "api.example.com/v1", null)).status()).isEqualTo(200);
    }
    assertThat(refreshes).isEqualTo(3);
  }

  @Test
  void a_refresh_that_brings_the_same_token_is_not_made_at_each_call() {
    answers = used -> 401;
    refreshing = () -> lastSuccess = NOW;
    for (var i = 0; i < 3; i++) {
      lastSuccess = null;
      assertThat(answered(forward("GET", "api.example.com/v1", null)).status()).isEqualTo(401);
    }
    assertThat(refreshes).isEqualTo(1);
    assertThat(sent).hasSize(3);
  }

  @Test
  void P13_a_token_is_not_refreshed_at_each_long_body_that_is_refused() {
    answers = used -> 401;
    assertThat(forward("POST", "api.example.com/v1", "x".repeat(64 * 1024 + 1)))
        .isEqualTo(new Forwarded.SendAgain());
    lastSuccess = null;
    assertThat(answered(forward("POST", "api.example.com/v1", "x".repeat(64 * 1024 + 1))).status())
        .isEqualTo(401);
    assertThat(refreshes).isEqualTo(1);
  }

  @Test
  void a_token_that_somebody_else_has_refreshed_meanwhile_is_taken() {
    answers =
        used -> {
          var is = used.reveal().equals("old") ? 401 : 200;
          token = "newer";
          return is;
        };
    assertThat(answered(forward("GET", "api.example.com/v1", null)).status()).isEqualTo(200);
    assertThat(refreshes).isZero();
    assertThat(sent).hasSize(2);
  }

  @Test
  void a_new_token_is_not_refreshed_because_an_api_says_no() {
    issuedAt = NOW.minusSeconds(5);
    answers = used -> 401;
    assertThat(answered(forward("GET", "api.example.com/v1", null)).status()).isEqualTo(401);
    assertThat(refreshes).isZero();
    assertThat(sent).hasSize(1);
    assertThat(closed).as("it is the answer").isZero();
  }

  @Test
  void a_body_that_was_too_long_to_keep_is_to_be_sent_again() {
    answers = used -> 401;
    var result = forward("POST", "api.example.com/v1", "x".repeat(64 * 1024 + 1));
    assertThat(result).isEqualTo(new Forwarded.SendAgain());
    assertThat(refreshes).isEqualTo(1);
    assertThat(sent).hasSize(1);
    assertThat(closed).isEqualTo(1);
  }

  @Test
  void a_consent_that_was_lost_is_told_instead_of_the_providers_no() {
    answers = used -> 401;
    refreshing = () -> status = GrantStatus.NEEDS_CONSENT;
    assertThat(forward("GET", "api.example.com/v1", null))
        .isEqualTo(new Forwarded.NoToken(new Access.NotActive(GrantStatus.NEEDS_CONSENT, null)));
    assertThat(closed).isEqualTo(1);
  }

  @Test
  void P13_an_answer_that_cannot_be_written_down_is_not_given() {
    logFails = true;
    assertThatThrownBy(() -> forward("GET", "api.example.com/v1", null))
        .isInstanceOf(StoreUnavailable.class);
    assertThat(closed).isEqualTo(1);
  }

  @Test
  void P13_a_ticket_goes_no_further_than_its_paths() {
    assertThat(forward("GET", "api.example.com/v10", null)).isEqualTo(new Forwarded.OtherPath());
    assertThat(forward("GET", "evil.example/v1", null)).isEqualTo(new Forwarded.OtherPath());
    assertThatThrownBy(() -> forward("DELETE", "api.example.com/v1", null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(sent).isEmpty();
  }

  @Test
  void P13_a_host_that_is_not_registered_is_not_called() {
    assertThat(forward("GET", "other.example.com/v1", null))
        .asInstanceOf(type(Forwarded.HostUnknown.class))
        .satisfies(
            unknown ->
                assertThat(unknown.registered())
                    .containsExactly(ApiHost.parse("https://api.example.com")));
    assertThat(sent).isEmpty();
  }

  private Forwarded forward(String method, String target, @Nullable String body) {
    var bytes = body == null ? null : body.getBytes(UTF_8);
    var sentBody =
        bytes == null ? null : new ProviderApi.Body(new ByteArrayInputStream(bytes), bytes.length);
    return calls()
        .forward(
            ticket(), new Outgoing(method, ForwardTarget.parse(target), null, List.of(), sentBody));
  }

  private static Answered answered(Forwarded result) {
    assertThat(result).isInstanceOf(Answered.class);
    return (Answered) result;
  }

  private ForwardCall calls() {
    var grants = only(Grants.class, "standing", arguments -> Optional.of(standing()));
    var vault =
        only(
            TokenVault.class,
            "openAt",
            arguments -> List.of(new TokenVault.Opened.Found(1, 1, entry())));
    var fetch =
        new FetchAccessToken(
            grants,
            vault,
            AccessMemory.NONE,
            (seen, actor, patience) -> {
              refreshes++;
              refreshing.run();
              return Waited.OVER;
            });
    return new ForwardCall(fetch, grants, hosts(), api(), log(), vain);
  }

  private Grants.Standing standing() {
    return new Grants.Standing(
        status,
        null,
        PROVIDER,
        new TokenLocation(TENANT, GRANT, "salt"),
        1,
        new Fence(1),
        false,
        lastSuccess,
        lastSuccess,
        null,
        null,
        NOW,
        Duration.ofMinutes(30),
        NOW);
  }

  private TokenVault.Entry entry() {
    var tokens =
        new TokenSet(
            new RefreshToken("r"),
            new AccessToken(token),
            "Bearer",
            Scope.EMPTY,
            NOW.plusSeconds(3_600),
            null,
            issuedAt);
    return new TokenVault.Entry(
        new AttemptId(UUID.randomUUID()), null, new Fingerprint("f"), false, tokens);
  }

  private ProviderApi api() {
    return new ProviderApi() {
      @Override
      public boolean permits(ApiHost host) {
        return true;
      }

      @Override
      public Answer call(Request request, AccessToken used) {
        var body = request.body();
        sent.add(
            request.method()
                + " "
                + request.uri()
                + " "
                + used.reveal()
                + (body == null ? "" : " " + text(body)));
        return new Responded(answers.apply(used), List.of(), null, -1, () -> closed++);
      }
    };
  }

  private static String text(ProviderApi.Body body) {
    try {
      return new String(body.bytes().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ApiHosts hosts() {
    return only(
        ApiHosts.class, "list", arguments -> List.of(ApiHost.parse("https://api.example.com")));
  }

  private SharedLog log() {
    return only(
        SharedLog.class,
        "append",
        arguments -> {
          if (logFails) {
            throw new StoreUnavailable(StoreUnavailable.Cause.UNREACHABLE, "told to be");
          }
          return events.add((AuditEvent) arguments[0]);
        });
  }

  private static Ticket ticket() {
    return new Ticket(
        new TicketId(UUID.randomUUID()),
        TENANT,
        GRANT,
        new Binding.Cookie(),
        Set.of("GET", "POST"),
        List.of(
            ForwardTarget.parse("api.example.com/v1"), ForwardTarget.parse("other.example.com/v1")),
        "https://app.example.com",
        KEY,
        "worker",
        NOW.plusSeconds(60));
  }

  /** A port of which nothing is asked but one method. */
  private static <T> T only(Class<T> port, String method, Function<Object[], Object> answer) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, called, arguments) -> {
              if (!called.getName().equals(method)) {
                throw new AssertionError("not asked for: " + called);
              }
              var given = answer.apply(arguments);
              return called.getReturnType().equals(void.class) ? null : given;
            }));
  }
}
