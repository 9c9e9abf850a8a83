package io.evergrant.usecase.overview;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.grant.AttemptLine;
import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantQuestion;
import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.port.Grants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** A member, or a back end by its key, looks at the own tenant's grants. */
@Singleton
public class ReadGrants {
  private static final int ATTEMPTS_SHOWN = 30;

  private final Grants grants;

  @Inject
  public ReadGrants(Grants grants) {
    this.grants = grants;
  }

  @Transactional
  public List<Grant> list(Member by, GrantQuestion question) {
    return grants.list(by.reads(), question);
  }

  /**
   * The grant with its newest attempts. The attempts are read first: what the timeline tells, the
   * facts know already, however late a refresh ends.
   */
  @Transactional
  public Optional<InFull> find(Member by, GrantId id) {
    var tenant = by.reads();
    var attempts = grants.attempts(tenant, id, ATTEMPTS_SHOWN);
    return grants.find(tenant, id).map(grant -> new InFull(grant, attempts));
  }

  /** Those that the key reaches: one for a single provider lists no other's. */
  @Transactional
  public List<Grant> list(ApiKey by, GrantQuestion question) {
    var tenant = by.in(ApiScope.READ);
    var asked = question.filter().provider();
    if (asked != null && !by.reaches(asked)) {
      return List.of();
    }
    return grants.list(tenant, question.at(asked == null ? by.provider() : asked));
  }

  @Transactional
  public Optional<Grant> find(ApiKey by, GrantId id) {
    return grants.find(by.in(ApiScope.READ), id).filter(grant -> by.reaches(grant.provider()));
  }

  /** Its newest attempts, newest first; empty where the key sees no such grant. */
  @Transactional
  public Optional<List<AttemptLine>> attempts(ApiKey by, GrantId id, int limit) {
    return find(by, id).map(grant -> grants.attempts(by.tenant(), id, limit));
  }

  /** For whoever is about to act on it. */
  @Transactional
  public Optional<Grant> find(Steward by, GrantId id) {
    return grants.find(by.tenant(), id).filter(grant -> by.reaches(grant.provider()));
  }

  /** A grant and its newest attempts, newest first. */
  public record InFull(Grant grant, List<AttemptLine> attempts) {}
}
