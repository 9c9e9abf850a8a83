package io.evergrant.domain.audit;

import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import java.time.Instant;

/**
 * One part of a question to the log, understood. An event answers a question if all parts hold; of
 * parts of one kind that are not negated one is enough, except for words and times.
 */
public sealed interface Part {
  /** Whether it must not hold. */
  boolean negated();

  /** Free text: in who did it, the account, the provider's name or any fact; case is ignored. */
  record Words(String text, boolean negated) implements Part {}

  record OfType(AuditEventType type, boolean negated) implements Part {}

  record WithOutcome(String outcome, boolean negated) implements Part {}

  record AtProvider(ProviderId provider, boolean negated) implements Part {}

  record OfGrant(GrantId grant, boolean negated) implements Part {}

  /** Of the grants with this account or external id; case is ignored. */
  record OfAccount(String name, boolean negated) implements Part {}

  /** By anybody of a kind: {@code timer}, {@code person}, … */
  record ByKind(String kind, boolean negated) implements Part {}

  /** By one API key, whatever else has its name; case is ignored. */
  record ByKey(String name, boolean negated) implements Part {}

  /** By a person or an API key of that name; case is ignored. */
  record ByName(String name, boolean negated) implements Part {}

  /** Of that attempt, or about it. */
  record OfAttempt(AttemptId attempt, boolean negated) implements Part {}

  record OnNode(String node, boolean negated) implements Part {}

  /**
   * With that HTTP status.
   *
   * @param from the first status that is meant
   * @param to the last
   */
  record WithStatus(int from, int to, boolean negated) implements Part {}

  record StartedBy(String trigger, boolean negated) implements Part {}

  record WithCause(String cause, boolean negated) implements Part {}

  record WithError(String error, boolean negated) implements Part {}

  /** Included. */
  record From(Instant at) implements Part {
    @Override
    public boolean negated() {
      return false;
    }
  }

  /** Not included. */
  record Until(Instant at) implements Part {
    @Override
    public boolean negated() {
      return false;
    }
  }
}
