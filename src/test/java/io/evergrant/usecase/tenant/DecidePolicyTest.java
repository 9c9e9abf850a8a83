package io.evergrant.usecase.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.apikey.AdminNeeded;
import io.evergrant.domain.apikey.AdminNeeded.Why;
import io.evergrant.domain.apikey.OneProviderOnly;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.LanguageTag;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.tenant.TenantPolicy;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.TenantPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the organisation allows: a key tightens it, and an admin alone loosens it. */
class DecidePolicyTest {
  private static final TenantPolicy OFF = new TenantPolicy(false, false, false);
  private static final TenantPolicy ON = new TenantPolicy(true, true, true);

  private final TenantId tenant = new TenantId(UUID.randomUUID());
  private final Actor.ApiKey key = new Actor.ApiKey(new ApiKeyId(UUID.randomUUID()), "back end");
  private final Steward backEnd = new Steward(tenant, key, null);
  private final Steward admin =
      new Steward(tenant, new Actor.Person(new MemberId(UUID.randomUUID()), "ada@x.example"), null);
  private final List<AuditEvent> told = new ArrayList<>();
  private final Row row = new Row();
  private final DecidePolicy policies = new DecidePolicy(row, new Log());

  @Test
  void a_key_allows_no_more_than_was_allowed() {
    for (var more :
        List.of(
            new TenantPolicy(true, false, false),
            new TenantPolicy(false, true, false),
            new TenantPolicy(true, true, true))) {
      refused(OFF, more);
    }
    refused(ON, new TenantPolicy(true, true, false));
    refused(ON, new TenantPolicy(false, false, false, true, null));
  }

  @Test
  void a_key_tightens_it_and_has_owners_asked_and_the_log_names_it() {
    var stricter = new TenantPolicy(false, false, true, true, new LanguageTag("en"));
    row.policy = new TenantPolicy(true, true, false);
    assertThat(policies.save(backEnd, row.policy, stricter)).isTrue();
    assertThat(row.policy).isEqualTo(stricter);
    assertThat(told)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo(AuditEventType.POLICY_CHANGED);
              assertThat(event.actor()).isEqualTo(key);
              assertThat(event.details())
                  .containsEntry("second_for_revoke", "true")
                  .containsEntry("owner_language", "en");
            });
    assertThat(policies.save(backEnd, stricter, stricter)).as("again").isTrue();
    assertThat(told).hasSize(1);
  }

  @Test
  void an_admin_turns_on_what_an_admin_wants() {
    assertThat(policies.save(admin, OFF, ON)).isTrue();
    assertThat(policies.save(admin, ON, OFF)).isTrue();
    assertThat(told).hasSize(2);
  }

  @Test
  void what_was_decided_since_stays_and_a_key_for_one_provider_decides_nothing() {
    row.policy = ON;
    assertThat(policies.save(admin, OFF, OFF)).isFalse();
    var one = new Steward(tenant, key, new ProviderId(UUID.randomUUID()));
    assertThatThrownBy(() -> policies.save(one, ON, OFF)).isInstanceOf(OneProviderOnly.class);
    assertThat(row.policy).isEqualTo(ON);
    assertThat(told).isEmpty();
  }

  private void refused(TenantPolicy seen, TenantPolicy wanted) {
    row.policy = seen;
    assertThatThrownBy(() -> policies.save(backEnd, seen, wanted))
        .as(seen + " becomes " + wanted)
        .isInstanceOfSatisfying(
            AdminNeeded.class, needed -> assertThat(needed.why()).isEqualTo(Why.ALLOWS_MORE));
    assertThat(row.policy).isEqualTo(seen);
    assertThat(told).isEmpty();
  }

  private static final class Row implements TenantPolicies {
    private TenantPolicy policy = OFF;

    @Override
    public TenantPolicy find(TenantId asked) {
      return policy;
    }

    @Override
    public boolean save(TenantId asked, TenantPolicy seen, TenantPolicy wanted) {
      if (!policy.equals(seen)) {
        return false;
      }
      policy = wanted;
      return true;
    }
  }

  private final class Log implements AuditLog {
    @Override
    public void append(AuditEvent event) {
      told.add(event);
    }

    @Override
    public List<AuditEntry> search(TenantId asked, AuditQuestion question) {
      throw new AssertionError("nobody reads here");
    }

    @Override
    public Optional<AuditEntry> find(TenantId asked, long number) {
      throw new AssertionError("nobody reads here");
    }

    @Override
    public void stream(TenantId asked, AuditQuestion question, Consumer<AuditEntry> receiver) {
      throw new AssertionError("nobody reads here");
    }
  }
}
