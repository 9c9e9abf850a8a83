package io.evergrant.usecase.staged;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.provider.Provider;
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

/** An admin, or a back end, has a provider tried, and members and back ends see what came of it. */
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

  public Optional<StagedTestId> begin(Member by, ProviderId id) {
    return begin(Steward.of(by), id).map(Begun::test);
  }

  /** The test that is under way already, or a new one; empty where the provider is not there. */
  @Transactional
  public Optional<Begun> begin(Steward by, ProviderId id) {
    var provider = by.reaches(id) ? providers.find(by.tenant(), id) : Optional.<Provider>empty();
    if (provider.isEmpty()) {
      return Optional.empty();
    }
    var fresh = tests.insert(provider.get(), by);
    if (fresh.isEmpty()) {
      return tests.list(by.tenant(), id, 1).stream()
          .map(test -> new Begun(test.id(), false))
          .findFirst();
    }
    audit.append(
        AuditEvent.about(
            by.tenant(),
            AuditEventType.PROVIDER_TEST_ASKED,
            by.actor(),
            id,
            Map.of("provider_test", fresh.get().toString())));
    return fresh.map(test -> new Begun(test, true));
  }

  public boolean stop(Member by, StagedTestId id) {
    return stop(Steward.of(by), id);
  }

  /** What was found stays; false where it had ended, or is not there. */
  @Transactional
  public boolean stop(Steward by, StagedTestId id) {
    return tests
        .find(by.tenant(), id)
        .filter(test -> by.reaches(test.provider()))
        .map(test -> record.stop(by, test.id()))
        .orElse(false);
  }

  @Transactional
  public Optional<StagedTest> find(Member by, StagedTestId id) {
    return tests.find(by.reads(), id);
  }

  @Transactional
  public Optional<StagedTest> find(ApiKey by, StagedTestId id) {
    return tests.find(by.in(ApiScope.READ), id).filter(test -> by.reaches(test.provider()));
  }

  @Transactional
  public Optional<StagedTest> find(Steward by, StagedTestId id) {
    return tests.find(by.tenant(), id).filter(test -> by.reaches(test.provider()));
  }

  /** Newest first. */
  @Transactional
  public List<StagedTest> list(Member by, ProviderId provider, int limit) {
    return tests.list(by.reads(), provider, limit);
  }

  /** Newest first; none of a provider that the key does not reach. */
  @Transactional
  public List<StagedTest> list(ApiKey by, ProviderId provider, int limit) {
    var tenant = by.in(ApiScope.READ);
    return by.reaches(provider) ? tests.list(tenant, provider, limit) : List.of();
  }

  /**
   * A test that is under way.
   *
   * @param fresh whether it began just now
   */
  public record Begun(StagedTestId test, boolean fresh) {}
}
