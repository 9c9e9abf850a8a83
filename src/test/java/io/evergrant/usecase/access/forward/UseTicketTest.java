package io.evergrant.usecase.access.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.secret.TicketSecret;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.ticket.Binding;
import io.evergrant.domain.ticket.Ticket;
import io.evergrant.domain.ticket.TicketId;
import io.evergrant.usecase.access.forward.UseTicket.Shown;
import io.evergrant.usecase.access.forward.UseTicket.Used;
import io.evergrant.usecase.access.forward.UseTicket.Why;
import io.evergrant.usecase.port.ProofOfPossession.Checked;
import io.evergrant.usecase.port.TicketLookup;
import io.evergrant.usecase.port.Tickets;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who may use a ticket, and for which call. */
class UseTicketTest {
  private static final String APP = "https://app.example.com";
  private static final GrantId GRANT = new GrantId(UUID.randomUUID());
  private static final TicketSecret SECRET = TicketFormat.make(new SecureRandom());
  private static final Binding.DpopKey KEY =
      new Binding.DpopKey("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");

  private Ticket ticket = ticket(KEY, null);
  private boolean ended;
  private boolean orphaned;
  private Checked checked = new Checked.Good("jti-1");
  private final Set<String> shown = new HashSet<>();

  @Test
  void a_ticket_with_a_proof_of_its_key_is_good() {
    assertThat(use(SECRET, false, "proof", null, GRANT, "GET")).isEqualTo(new Used.Good(ticket));
  }

  @Test
  void P13_a_proof_is_good_once() {
    assertThat(use(SECRET, false, "proof", null, GRANT, "GET")).isInstanceOf(Used.Good.class);
    assertThat(use(SECRET, false, "proof", null, GRANT, "GET"))
        .isEqualTo(new Used.Refused(Why.BAD_PROOF, true));
    checked = new Checked.Good("jti-2");
    assertThat(use(SECRET, false, "proof", null, GRANT, "GET")).isInstanceOf(Used.Good.class);
  }

  @Test
  void P13_without_its_proof_a_ticket_that_is_bound_by_a_key_is_nothing() {
    assertThat(use(SECRET, false, null, null, GRANT, "GET"))
        .isEqualTo(new Used.Refused(Why.NO_PROOF, true));
    assertThat(use(SECRET, true, "proof", null, GRANT, "GET"))
        .isEqualTo(new Used.Refused(Why.NO_PROOF, true));
    checked = new Checked.Bad("not for this call");
    assertThat(use(SECRET, false, "proof", null, GRANT, "GET"))
        .isEqualTo(new Used.Refused(Why.BAD_PROOF, true));
    assertThat(shown).as("proofs that are worth remembering").isEmpty();
  }

  @Test
  void P13_a_cookie_is_good_for_the_pages_of_its_origin_and_in_no_other_way() {
    ticket = ticket(new Binding.Cookie(), APP);
    assertThat(use(SECRET, true, null, APP, GRANT, "GET")).isInstanceOf(Used.Good.class);
    for (var origin :
        new @Nullable String[] {null, "null", "https://evil.example", APP + "/", APP + ":443"}) {
      assertThat(use(SECRET, true, null, origin, GRANT, "GET"))
          .as("from %s", origin)
          .isEqualTo(new Used.Refused(Why.OTHER_ORIGIN, false));
    }
    assertThat(use(SECRET, false, "proof", APP, GRANT, "GET"))
        .isEqualTo(new Used.Refused(Why.NOT_BY_COOKIE, true));
  }

  @Test
  void P13_a_ticket_for_one_origin_is_for_no_other() {
    ticket = ticket(KEY, APP);
    assertThat(use(SECRET, false, "proof", APP, GRANT, "GET")).isInstanceOf(Used.Good.class);
    for (var origin : new @Nullable String[] {null, "https://evil.example"}) {
      assertThat(use(SECRET, false, "proof", origin, GRANT, "GET"))
          .isEqualTo(new Used.Refused(Why.OTHER_ORIGIN, false));
    }
  }

  @Test
  void P13_a_ticket_is_for_one_grant_and_for_its_methods() {
    assertThat(use(SECRET, false, "proof", null, new GrantId(UUID.randomUUID()), "GET"))
        .isEqualTo(new Used.Refused(Why.UNKNOWN, false));
    assertThat(use(SECRET, false, "proof", null, GRANT, "DELETE"))
        .isEqualTo(new Used.Refused(Why.OTHER_METHOD, true));
  }

  @Test
  void P13_a_ticket_ends_with_its_time_and_with_the_key_that_minted_it() {
    ended = true;
    assertThat(use(SECRET, false, "proof", null, GRANT, "GET"))
        .isEqualTo(new Used.Refused(Why.ENDED, true));
    ended = false;
    orphaned = true;
    assertThat(use(SECRET, false, "proof", null, GRANT, "GET"))
        .isEqualTo(new Used.Refused(Why.ENDED, true));
  }

  @Test
  void what_is_no_ticket_is_not_looked_up() {
    for (var text : List.of("egt_", "x", SECRET.reveal() + "x", SECRET.reveal().substring(1))) {
      assertThat(use(new TicketSecret(text), false, "proof", null, GRANT, "GET"))
          .isEqualTo(new Used.Refused(Why.UNKNOWN, false));
    }
  }

  private Used use(
      TicketSecret secret,
      boolean byCookie,
      @Nullable String proof,
      @Nullable String origin,
      GrantId grant,
      String method) {
    var lookup =
        new TicketLookup() {
          @Override
          public Optional<Found> find(String hash) {
            assertThat(hash).isEqualTo(TicketFormat.hash(SECRET));
            return Optional.of(new Found(ticket, ended, orphaned));
          }

          @Override
          public boolean welcomes(GrantId asked, String page) {
            throw new AssertionError("not asked for");
          }
        };
    var tickets =
        new Tickets() {
          @Override
          public Instant insert(Fresh fresh, String hash) {
            throw new AssertionError("not asked for");
          }

          @Override
          public boolean firstProof(TenantId tenant, TicketId id, String hash) {
            return shown.add(hash);
          }
        };
    return new UseTicket(lookup, tickets, (p, m, uri, t, key) -> checked)
        .use(
            new Shown(
                secret,
                byCookie,
                proof,
                origin,
                grant,
                method,
                URI.create("https://grants.example.com/api/v1/grants/x/forward/y")));
  }

  private static Ticket ticket(Binding binding, @Nullable String origin) {
    return new Ticket(
        new TicketId(UUID.randomUUID()),
        new TenantId(UUID.randomUUID()),
        GRANT,
        binding,
        Set.of("GET"),
        List.of(),
        origin,
        new ApiKeyId(UUID.randomUUID()),
        "worker",
        Instant.EPOCH);
  }
}
