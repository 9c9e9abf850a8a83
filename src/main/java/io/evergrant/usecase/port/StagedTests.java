package io.evergrant.usecase.port;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.staged.Stage;
import io.evergrant.domain.staged.StageEnding;
import io.evergrant.domain.staged.StagedTest;
import io.evergrant.domain.staged.StagedTestId;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Tests of a tenant's providers: asked for, read, and ended by people. */
public interface StagedTests {
  /** Empty where one of that provider is under way. */
  Optional<StagedTestId> insert(Provider provider, Steward by);

  Optional<StagedTest> find(TenantId tenant, StagedTestId id);

  /** Newest first. */
  List<StagedTest> list(TenantId tenant, ProviderId provider, int limit);

  /** Ends it, whoever has the turn; answers false where it had ended. */
  boolean stop(TenantId tenant, StagedTestId id);

  /** How a stage ended; what is there of a stage stays. */
  void add(TenantId tenant, StagedTestId id, Stage stage, StageEnding ending, Duration took);
}
