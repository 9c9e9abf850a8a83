package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.KeyRotation;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.Rewraps;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TokenVault.Written;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RewrapTokensTest {
  private static final int NEWEST = 3;
  private static final Written MOVED = new Written.Stored(8, NEWEST);
  private static final Written TAKEN = new Written.Conflict();
  private static final Written AWAY =
      new Written.Failed(new StoreUnavailable(StoreUnavailable.Cause.SEALED, "told to be sealed"));

  private final TenantId tenant = new TenantId(UUID.randomUUID());
  private final Rows rows = new Rows();
  private final FakeLog log = new FakeLog();
  private final Deque<Written> answers = new ArrayDeque<>();
  private final TenantId denied = new TenantId(UUID.randomUUID());
  private final RecordRewrap record =
      new RecordRewrap(
          rows, log, new PortalSettings("node-1", URI.create("http://localhost:8080")));
  private final RewrapTokens rewrap = new RewrapTokens(record, new Rotation());
  private final RewrapRotated rotated = new RewrapRotated(record, rewrap, new Rotation());

  @Test
  void every_older_set_moves_to_the_newest_key_and_the_log_tells_how_many() {
    var first = older(MOVED);
    var second = older(MOVED);
    assertThat(rewrap.run(tenant)).isEqualTo(2);
    assertThat(rows.moved).containsExactly(first + " to 8 by 3", second + " to 8 by 3");
    assertToldOf(2);
  }

  @Test
  void a_set_that_a_refresh_renewed_meanwhile_is_left_alone() {
    older(TAKEN);
    var second = older(MOVED);
    assertThat(rewrap.run(tenant)).isEqualTo(1);
    assertThat(rows.moved).containsExactly(second + " to 8 by 3");
    assertToldOf(1);
  }

  @Test
  void a_row_that_moved_on_meanwhile_is_not_counted() {
    older(MOVED);
    rows.movedOn = true;
    assertThat(rewrap.run(tenant)).isZero();
    assertThat(log.events).isEmpty();
  }

  @Test
  void where_nothing_is_older_the_log_stays_silent() {
    assertThat(rewrap.run(tenant)).isZero();
    assertThat(log.events).isEmpty();
  }

  @Test
  void a_round_that_a_store_broke_off_tells_of_what_it_moved() {
    older(MOVED);
    older(AWAY);
    older(MOVED);
    assertThatThrownBy(() -> rewrap.run(tenant)).isInstanceOf(StoreUnavailable.class);
    assertThat(answers).as("the third was not tried").hasSize(1);
    assertToldOf(1);
  }

  @Test
  void a_set_that_vault_does_not_take_holds_up_none_behind_it() {
    older(
        new Written.Failed(
            new StoreUnavailable(StoreUnavailable.Cause.FAILED, "told to be unreadable")));
    var second = older(MOVED);
    assertThat(rewrap.run(tenant)).isEqualTo(1);
    assertThat(rows.moved).containsExactly(second + " to 8 by 3");
  }

  @Test
  void a_tenant_whose_sets_were_moved_is_looked_at_again_at_once() {
    rows.due.add(tenant);
    older(MOVED);
    assertThat(rotated.run()).isEqualTo(1);
    assertThat(rows.looked).containsExactly(tenant + " has 3, again in PT0S");
  }

  @Test
  void a_tenant_with_nothing_to_move_is_looked_at_later() {
    rows.due.add(tenant);
    assertThat(rotated.run()).isZero();
    assertThat(rows.looked).containsExactly(tenant + " has 3, again in PT6H");
  }

  @Test
  void a_look_that_a_store_broke_off_is_left_to_the_end_of_its_lease() {
    rows.due.add(tenant);
    older(AWAY);
    assertThat(rotated.run()).isZero();
    assertThat(rows.looked).isEmpty();
  }

  @Test
  void a_tenant_whose_key_does_not_serve_holds_up_none_behind_it() {
    rows.due.add(denied);
    rows.due.add(tenant);
    assertThat(rotated.run()).isZero();
    assertThat(rows.looked).containsExactly(tenant + " has 3, again in PT6H");
  }

  private Rewraps.Sealed older(Written answer) {
    var location = new TokenLocation(tenant, new GrantId(UUID.randomUUID()), "salt");
    var sealed = new Rewraps.Sealed(location, 7);
    rows.older.add(sealed);
    answers.add(answer);
    return sealed;
  }

  private void assertToldOf(int moved) {
    assertThat(log.events)
        .containsExactly(
            AuditEvent.of(
                tenant,
                AuditEventType.TOKENS_REWRAPPED,
                new Actor.Portal("node-1"),
                Map.of("key_version", "3", "grants", Integer.toString(moved))));
  }

  private final class Rotation implements KeyRotation {
    @Override
    public int newestKeyVersion(TenantId of) {
      if (of.equals(denied)) {
        throw new StoreUnavailable(StoreUnavailable.Cause.DENIED, "told to refuse");
      }
      return NEWEST;
    }

    @Override
    public Written rewrap(TokenLocation location, int expectedVersion) {
      assertThat(expectedVersion).as("as the row has it").isEqualTo(7);
      return answers.removeFirst();
    }
  }

  private static final class Rows implements Rewraps {
    private final List<Sealed> older = new ArrayList<>();
    private final List<String> moved = new ArrayList<>();
    private final List<TenantId> due = new ArrayList<>();
    private final List<String> looked = new ArrayList<>();
    private boolean movedOn;

    @Override
    public List<TenantId> due(int limit, Duration lease, Duration first) {
      return due.stream().limit(limit).toList();
    }

    @Override
    public void looked(TenantId tenant, int newestKeyVersion, Duration again) {
      looked.add(tenant + " has " + newestKeyVersion + ", again in " + again);
    }

    @Override
    public long underOlderKeys() {
      return 0;
    }

    @Override
    public List<Sealed> olderThan(TenantId tenant, int newestKeyVersion, int limit) {
      assertThat(newestKeyVersion).isEqualTo(NEWEST);
      return older.stream().limit(limit).toList();
    }

    @Override
    public boolean moved(Sealed sealed, int kvVersion, int keyVersion) {
      return !movedOn && moved.add(sealed + " to " + kvVersion + " by " + keyVersion);
    }
  }
}
