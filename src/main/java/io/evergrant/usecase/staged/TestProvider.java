package io.evergrant.usecase.staged;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.staged.StagedTest;
import io.evergrant.domain.staged.StagedTestId;
import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Providers;
import io.evergrant.usecase.port.StagedTests;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An admin has a provider tried, and members see what came of it. */
@Singleton
public class TestProvider {
  private final StagedTests tests;
  private final Providers providers;
  private final RecordTests record;
  private final AuditLog audit;

  @Inject
  public TestProvider(StagedTests tests, Providers providers, RecordTests record, AuditLog audit) {
    this.tests = tests;
    this.providers = providers;
    this.record = record;
    this.audit = audit;
  }

  /** The test that is under way already, or a new one; empty where the provider is not there. */
  @Transactional
  public Optional<StagedTestId> begin(Member by, ProviderId id) {
    var provider = providers.find(by.administers(), id);
    if (provider.isEmpty()) {
      return Optional.empty();
    }
    var fresh = tests.insert(provider.get(), by.id(), by.email());
    if (fresh.isEmpty()) {
      return tests.list(by.administers(), id, 1).stream().map(StagedTest::id).findFirst();
    }
    audit.append(
        AuditEvent.about(
            by.administers(),
            AuditEventType.PROVIDER_TEST_ASKED,
            by.asActor(),
            id,
            Map.of("provider_test", fresh.get().toString())));
    return fresh;
  }

  /** What was found stays; false where it had ended, or is not there. */
  @Transactional
  public boolean stop(Member by, StagedTestId id) {
    return record.stop(by, id);
  }

  @Transactional
  public Optional<StagedTest> find(Member by, StagedTestId id) {
    return tests.find(by.reads(), id);
  }

  /** Newest first. */
  @Transactional
  public List<StagedTest> list(Member by, ProviderId provider, int limit) {
    return tests.list(by.reads(), provider, limit);
  }
}
