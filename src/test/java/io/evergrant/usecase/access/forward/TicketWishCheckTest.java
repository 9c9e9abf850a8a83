package io.evergrant.usecase.access.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.ticket.Binding;
import io.evergrant.domain.ticket.ForwardTarget;
import io.evergrant.usecase.access.forward.TicketProblem.Why;
import io.evergrant.usecase.port.Tickets.Fresh;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a back end may wish for. */
class TicketWishCheckTest {
  private static final String KEY = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
  private static final String APP = "https://app.example.com";
  private static final TenantId TENANT = new TenantId(UUID.randomUUID());
  private static final ApiKey BY =
      new ApiKey(
          new ApiKeyId(UUID.randomUUID()),
          TENANT,
          "worker",
          Set.of(ApiScope.FORWARD),
          null,
          List.of(),
          1,
          "eg_x",
          null,
          Instant.EPOCH,
          null,
          null,
          null);

  @Test
  void a_wish_for_nothing_special_reads_for_a_quarter_of_an_hour() {
    var ticket = good(new TicketWish(null, null, null, null, KEY));
    assertThat(ticket.life()).isEqualTo(Duration.ofMinutes(15));
    assertThat(ticket.methods()).containsExactlyInAnyOrder("GET", "HEAD");
    assertThat(ticket.prefixes()).isEmpty();
    assertThat(ticket.origin()).isNull();
    assertThat(ticket.binding()).isEqualTo(new Binding.DpopKey(KEY));
    assertThat(ticket.key()).isEqualTo(BY.id());
  }

  @Test
  void what_was_wished_for_is_what_is_minted() {
    var ticket =
        good(
            new TicketWish(
                60L,
                List.of("POST", "DELETE"),
                List.of("api.example.com/v1", "api.example.com/v2/"),
                APP,
                null));
    assertThat(ticket.life()).isEqualTo(Duration.ofMinutes(1));
    assertThat(ticket.methods()).containsExactlyInAnyOrder("POST", "DELETE");
    assertThat(ticket.prefixes())
        .containsExactly(
            ForwardTarget.parse("api.example.com/v1"), ForwardTarget.parse("api.example.com/v2/"));
    assertThat(ticket.origin()).isEqualTo(APP);
    assertThat(ticket.binding()).isEqualTo(new Binding.Cookie());
  }

  @Test
  void P13_no_ticket_lives_longer_than_a_quarter_of_an_hour() {
    for (var life : List.of(901L, 0L, -1L, Long.MAX_VALUE)) {
      assertThat(problems(new TicketWish(life, null, null, null, KEY)))
          .containsExactly(new TicketProblem("life_seconds", Why.LIFE));
    }
    assertThat(good(new TicketWish(900L, null, null, null, KEY)).life())
        .isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void an_empty_list_is_a_mistake_and_not_everything() {
    assertThat(problems(new TicketWish(null, List.of(), List.of(), null, KEY)))
        .containsExactly(
            new TicketProblem("methods", Why.EMPTY), new TicketProblem("paths", Why.EMPTY));
  }

  @Test
  void a_method_is_written_as_it_is_sent() {
    for (var method : List.of("get", "OPTIONS", "CONNECT", "TRACE", "*", "")) {
      assertThat(problems(new TicketWish(null, List.of("GET", method), null, null, KEY)))
          .containsExactly(new TicketProblem("methods", Why.NOT_A_METHOD));
    }
  }

  @Test
  void a_path_that_is_no_target_and_too_many_of_them_are_refused() {
    for (var path : List.of("/v1", "api.example.com/a/../b", "https://api.example.com/", "")) {
      assertThat(problems(new TicketWish(null, null, List.of(path), null, KEY)))
          .as(path)
          .containsExactly(new TicketProblem("paths", Why.NOT_A_PATH));
    }
    var many = Collections.nCopies(51, "api.example.com/v1");
    assertThat(problems(new TicketWish(null, null, many, null, KEY)))
        .containsExactly(new TicketProblem("paths", Why.TOO_MANY));
  }

  @Test
  void P13_a_cookie_needs_the_origin_that_may_use_it() {
    assertThat(problems(new TicketWish(null, null, null, null, null)))
        .containsExactly(new TicketProblem("origin", Why.ORIGIN_NEEDED));
    for (var origin :
        List.of(
            "null",
            "*",
            "https://app.example.com/",
            "https://App.example.com",
            "https://app.example.com:443",
            "ftp://app.example.com",
            "app.example.com",
            "")) {
      assertThat(problems(new TicketWish(null, null, null, origin, null)))
          .as(origin)
          .containsExactly(new TicketProblem("origin", Why.NOT_AN_ORIGIN));
    }
    assertThat(good(new TicketWish(null, null, null, "http://localhost:3000", null)).origin())
        .isEqualTo("http://localhost:3000");
  }

  @Test
  void P13_a_thumbprint_that_is_none_binds_to_nothing_and_is_refused() {
    for (var key : List.of("", "x", KEY + "x", KEY.substring(1) + "+", KEY.substring(1) + "=")) {
      assertThat(problems(new TicketWish(null, null, null, null, key)))
          .as(key)
          .containsExactly(new TicketProblem("dpop_jkt", Why.NOT_A_THUMBPRINT));
    }
  }

  private static Fresh good(TicketWish wish) {
    var check = new TicketWishCheck(wish);
    @Nullable Fresh fresh = check.check(TENANT, new GrantId(UUID.randomUUID()), BY).orElse(null);
    assertThat(check.problems()).isEmpty();
    return java.util.Objects.requireNonNull(fresh);
  }

  private static List<TicketProblem> problems(TicketWish wish) {
    var check = new TicketWishCheck(wish);
    assertThat(check.check(TENANT, new GrantId(UUID.randomUUID()), BY)).isEmpty();
    return check.problems();
  }
}
