package io.evergrant.usecase.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.bulk.BulkActId;
import io.evergrant.domain.bulk.BulkKind;
import io.evergrant.domain.bulk.BulkResult;
import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.grant.Revocation;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.BulkTurns.Item;
import io.evergrant.usecase.port.BulkTurns.Turn;
import io.evergrant.usecase.port.GrantActs;
import io.evergrant.usecase.port.GrantRevocations;
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.PortalSettings;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is done to whom, in which order; the database's share is tried on the database. */
class WorkBulkActsTest {
  private final TenantId tenant = new TenantId(UUID.randomUUID());
  private final ProviderId mail = new ProviderId(UUID.randomUUID());
  private final ProviderId away = new ProviderId(UUID.randomUUID());
  private final Map<GrantId, GrantStatus> statuses = new HashMap<>();
  private final List<String> done = new ArrayList<>();
  private final Set<GrantId> broken = new HashSet<>();
  private final Set<GrantId> givenBack = new HashSet<>();

  @Test
  void all_are_ended_here_before_anything_is_given_back() {
    var turns = act(BulkKind.REVOKE, mail, away, mail);
    assertThat(work(turns).run()).isEqualTo(3);
    assertThat(done.subList(0, 3)).allMatch(step -> step.equals("end"));
    assertThat(done.subList(3, done.size())).containsExactly("mail", "away", "mail");
    assertThat(turns.results.values()).containsOnly(BulkResult.REVOKED_THERE).hasSize(2);
    assertThat(turns.over).as("one is not taken back yet").isFalse();
  }

  @Test
  void what_a_provider_does_not_answer_for_one_it_is_not_asked_for_all() {
    var turns = act(BulkKind.REVOKE, away, away, away, mail);
    work(turns).run();
    assertThat(done.subList(4, done.size())).containsExactly("away", "mail");
    assertThat(turns.later).hasSize(3);
  }

  @Test
  void a_grant_that_breaks_holds_up_no_other() {
    var turns = act(BulkKind.PAUSE, mail, mail, mail);
    broken.add(turns.waiting.get(1).grant());
    work(turns).run();
    assertThat(turns.results.values())
        .containsExactlyInAnyOrder(BulkResult.DONE, BulkResult.FAILED, BulkResult.DONE);
    assertThat(turns.over).isTrue();
  }

  @Test
  void what_stands_otherwise_by_then_is_left_alone() {
    var turns = act(BulkKind.PAUSE, mail, mail);
    statuses.put(turns.waiting.getFirst().grant(), GrantStatus.NEEDS_CONSENT);
    statuses.remove(turns.waiting.getLast().grant());
    work(turns).run();
    assertThat(turns.results.values())
        .containsExactlyInAnyOrder(BulkResult.LEFT_ALONE, BulkResult.GONE);
    assertThat(done).isEmpty();
  }

  @Test
  void whoever_lost_the_turn_does_nothing() {
    var turns = act(BulkKind.PAUSE, mail, mail);
    turns.held = false;
    assertThat(work(turns).run()).isZero();
    assertThat(done).isEmpty();
    assertThat(turns.waiting).hasSize(2);
  }

  private FakeTurns act(BulkKind kind, ProviderId... providers) {
    var ada = new Actor.Person(new MemberId(UUID.randomUUID()), "ada@acme.example");
    var by = new Steward(tenant, ada, null);
    var turns = new FakeTurns(new Turn(tenant, new BulkActId(UUID.randomUUID()), 1, kind, by));
    for (var provider : providers) {
      var grant = new GrantId(UUID.randomUUID());
      statuses.put(grant, GrantStatus.ACTIVE);
      turns.waiting.add(new Item(turns.waiting.size() + 1, grant, provider));
    }
    return turns;
  }

  private WorkBulkActs work(FakeTurns turns) {
    var acts = new FakeBulkActs();
    acts.acts.add(FakeBulkActs.act(turns.turn));
    var ends = new Ends(turns);
    return new WorkBulkActs(
        new RecordBulkAct(
            turns,
            acts,
            new Acts(),
            ends,
            (by, grant) -> Optional.empty(),
            grants(),
            only(AuditLog.class, "append", asked -> null),
            new PortalSettings("n1", URI.create("http://localhost:8080"))),
        ends);
  }

  private Grants grants() {
    return only(
        Grants.class,
        "find",
        asked -> Optional.ofNullable(statuses.get((GrantId) asked[1])).map(this::grant));
  }

  private Grant grant(GrantStatus status) {
    return new Grant(
        new GrantId(UUID.randomUUID()),
        tenant,
        mail,
        "Mail",
        null,
        "ada",
        null,
        status,
        null,
        Scope.EMPTY,
        Scope.EMPTY,
        null,
        null,
        null,
        null,
        Instant.EPOCH,
        null,
        null,
        null,
        null,
        null,
        0,
        0,
        0,
        1,
        1,
        null,
        null);
  }

  /** A port of which one method is asked; a status is told as not under way. */
  private static <T> T only(Class<T> port, String name, Answer answer) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, asked) -> {
              if (method.getName().equals("standing")) {
                return Optional.empty();
              }
              assertThat(method.getName()).isEqualTo(name);
              return answer.to(asked);
            }));
  }

  /** What a port says. */
  private interface Answer {
    @Nullable Object to(Object[] asked);
  }

  private final class Acts implements GrantActs {
    @Override
    public Ending refreshNow(Steward by, GrantId id) {
      return Ending.DONE;
    }

    @Override
    public Ending pause(Steward by, GrantId id) {
      if (broken.contains(id)) {
        throw new IllegalStateException("it breaks");
      }
      done.add("pause");
      return Ending.DONE;
    }

    @Override
    public Ending resume(Steward by, GrantId id) {
      return Ending.DONE;
    }
  }

  private final class Ends implements GrantRevocations {
    private final FakeTurns turns;

    Ends(FakeTurns turns) {
      this.turns = turns;
    }

    @Override
    public boolean end(Steward by, GrantId id) {
      done.add("end");
      return true;
    }

    @Override
    public void giveBack(Steward by, GrantId id) {
      var at = provider(id);
      done.add(at.equals(away) ? "away" : "mail");
      if (!at.equals(away)) {
        givenBack.add(id);
      }
    }

    @Override
    public Optional<Revocation> find(Steward by, GrantId id) {
      var back = givenBack.contains(id);
      return Optional.of(
          new Revocation(
              id, provider(id), Instant.EPOCH, back ? Instant.EPOCH : null, back ? "done" : null));
    }

    private ProviderId provider(GrantId id) {
      return turns.begun.stream()
          .filter(item -> item.grant().equals(id))
          .map(Item::provider)
          .findFirst()
          .orElseThrow();
    }
  }
}
