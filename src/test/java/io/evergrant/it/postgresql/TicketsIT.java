package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.ApiKeyStore;
import io.evergrant.adapter.postgresql.SweepStore;
import io.evergrant.adapter.postgresql.TicketStore;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.ticket.Binding;
import io.evergrant.domain.ticket.TicketId;
import io.evergrant.usecase.port.ApiKeys;
import io.evergrant.usecase.port.Tickets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of the proofs that were shown for a ticket. */
class TicketsIT {
  private static final Duration LIFE = Duration.ofMinutes(15);

  private final Household home = new Household();
  private final ApiKeyId key = new ApiKeyId(UUID.randomUUID());
  private final TicketId ticket = new TicketId(UUID.randomUUID());
  private final TicketStore tickets = new TicketStore(Server.db());

  @BeforeEach
  void a_ticket() {
    new ApiKeyStore(Server.db())
        .insert(
            new ApiKeys.Fresh(
                key, home.tenant, "worker", Set.of(ApiScope.FORWARD), null, List.of(), null),
            new ApiKeys.Hashed("hash-of-" + key, "eg_some"));
    tickets.insert(
        new Tickets.Fresh(
            ticket,
            home.tenant,
            home.grant(home.provider("Mail"), "ada"),
            new Binding.DpopKey("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"),
            Set.of("GET"),
            List.of(),
            null,
            key,
            LIFE),
        "hash-of-" + ticket);
  }

  @AfterEach
  void clock() {
    Server.resetClock();
  }

  @Test
  void P13_a_proof_is_remembered_for_as_long_as_its_ticket_lives() {
    assertThat(first("first")).isTrue();
    Server.shiftClock(LIFE.minusSeconds(1));
    for (var i = 0; i < 20; i++) {
      assertThat(first("later " + i)).isTrue();
    }
    assertThat(first("first")).isFalse();
  }

  @Test
  void proofs_go_with_their_ticket() {
    first("first");
    Server.shiftClock(LIFE.plusHours(2));
    new SweepStore(Server.db()).tickets(Duration.ofHours(1));
    assertThat(
            Server.asSuperuser(
                "SELECT count(*) FROM ticket_proof WHERE ticket_id = '%s'".formatted(ticket)))
        .containsExactly(List.of("0"));
  }

  private boolean first(String proof) {
    return tickets.firstProof(home.tenant, ticket, proof);
  }
}
