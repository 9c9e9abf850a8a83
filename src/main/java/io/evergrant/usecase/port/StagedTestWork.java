package io.evergrant.usecase.port;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.staged.Stage;
import io.evergrant.domain.staged.StagedTest;
import io.evergrant.domain.staged.StagedTestId;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a test goes on, by whoever has its turn. Every change answers false where the turn is
 * another's by now, or the test was ended.
 */
public interface StagedTestWork {
  /** The turn lasts on, and the test as it stands; empty where the turn is lost. */
  Optional<StagedTest> hold(Turn turn, Duration lease);

  /** The next stage is under way. */
  boolean goOn(Turn turn, Stage next);

  /** Where somebody can consent. */
  boolean linked(Turn turn, ConsentLinkId link);

  /** Who consented. */
  boolean connected(Turn turn, GrantId grant);

  /** The grant's refresh is waited for from now on. */
  boolean due(Turn turn);

  boolean end(Turn turn);

  /**
   * Leaves it to whoever comes next, after a while.
   *
   * @param well whether something is merely waited for
   */
  void release(Turn turn, Duration rest, boolean well);

  /** Claims some. Crosses tenants. */
  List<Turn> claim(String node, int limit, Duration lease);

  /**
   * The right to go on with a test.
   *
   * @param by on whose behalf: who asked for it
   * @param fence of the claim
   * @param tries how often it was claimed since it last went well
   */
  record Turn(Steward by, StagedTestId id, ProviderId provider, long fence, int tries) {
    public TenantId tenant() {
      return by.tenant();
    }
  }
}
