package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.adapter.postgresql.SharedLogStore;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ApiKeyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Events of one moment share a statement: each is written as it is, and once. */
class SharedLogIT {
  private static final int EVENTS = 200;

  private final Household ours = new Household();
  private final Household theirs = new Household();
  private final SharedLogStore log = new SharedLogStore(Server.db());

  @Test
  void P01_each_event_of_a_moment_is_written_with_what_is_its_own() throws Exception {
    var events = new ArrayList<AuditEvent>();
    for (var i = 0; i < EVENTS; i++) {
      events.add(released(ours, i));
      events.add(released(theirs, i));
      events.add(AuditEvent.of(ours.tenant, AuditEventType.SIGNED_OUT, ours.person(), Map.of()));
    }
    atOnce(events);
    for (var house : List.of(ours, theirs)) {
      var found = written(house, "token_released");
      assertThat(found).hasSize(EVENTS);
      assertThat(found)
          .allSatisfy(
              row -> {
                var number = Integer.parseInt(String.valueOf(row.get(5)));
                assertThat(row.get(0)).isEqualTo("api_key");
                assertThat(row.get(1)).isEqualTo("key \"" + number + "\"");
                assertThat(row.get(2)).isEqualTo(id(house, number).toString());
                assertThat(row.get(3)).isEqualTo(id(house, -number).toString());
                assertThat(row.get(4)).isEqualTo(id(theirs, number).toString());
                assertThat(row.get(6)).isEqualTo(number % 2 == 0 ? "2026-11-01T00:00:00Z" : null);
                assertThat(row.get(7)).isEqualTo(number % 2 == 0 ? "4" : "3");
              });
      assertThat(found.stream().map(row -> row.get(5)).distinct()).hasSize(EVENTS);
    }
    var signedOut = written(ours, "signed_out");
    assertThat(signedOut).hasSize(EVENTS);
    assertThat(signedOut)
        .allSatisfy(
            row -> {
              assertThat(row.get(0)).isEqualTo("person");
              assertThat(row.get(1)).isEqualTo(ours.adminEmail);
              assertThat(row.get(2)).isNull();
              assertThat(row.get(7)).as("details").isEqualTo("0");
            });
  }

  @Test
  void one_that_is_refused_takes_no_other_with_it() throws Exception {
    var refused = released(ours, "no \0 text", 1);
    assertThatThrownBy(() -> log.append(refused)).isInstanceOf(RuntimeException.class);
    var events = new ArrayList<AuditEvent>();
    for (var i = 0; i < EVENTS; i++) {
      events.add(i % 40 == 0 ? refused : released(ours, i));
    }
    var failed = atOnce(events);
    assertThat(failed).isEqualTo(EVENTS / 40);
    assertThat(written(ours, "token_released")).hasSize(EVENTS - EVENTS / 40);
  }

  private AuditEvent released(Household house, int number) {
    return released(house, "key \"" + number + "\"", number);
  }

  private AuditEvent released(Household house, String name, int number) {
    var details =
        number % 2 == 0
            ? Map.of(
                "min_ttl_s",
                "" + number,
                "refreshed",
                "false",
                "expires_at",
                "2026-11-01T00:00:00Z")
            : Map.of("min_ttl_s", "" + number, "refreshed", "true");
    return AuditEvent.about(
        house.tenant,
        AuditEventType.TOKEN_RELEASED,
        new Actor.ApiKey(new ApiKeyId(id(theirs, number)), name),
        new ProviderId(id(house, -number)),
        new GrantId(id(house, number)),
        details);
  }

  private static UUID id(Household house, int number) {
    return new UUID(house.tenant.value().getMostSignificantBits(), number);
  }

  private static List<List<@Nullable String>> written(Household house, String type) {
    return Server.asRuntimeRole(
        house.tenant,
        """
        SELECT actor_kind, actor_name, grant_id, provider_id, details ->> 'api_key', details ->> 'min_ttl_s',
          details ->> 'expires_at', (SELECT count(*) FROM jsonb_object_keys(details))
        FROM audit_event
        WHERE type = '%s'
        """
            .formatted(type));
  }

  /** How many were refused. */
  private long atOnce(List<AuditEvent> events) throws Exception {
    var calls =
        events.stream()
            .<Callable<Boolean>>map(
                event ->
                    () -> {
                      try {
                        log.append(event);
                        return true;
                      } catch (RuntimeException e) {
                        return false;
                      }
                    })
            .toList();
    var refused = 0L;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> call : threads.invokeAll(calls)) {
        refused += call.get() ? 0 : 1;
      }
    }
    return refused;
  }
}
