package io.evergrant.chaos;

import java.util.Set;

/**
 * An attempt of ours as the tables and the log tell it.
 *
 * @param trigger who or what began it
 * @param terminals how many terminal events the log has for it
 * @param said the outcome in that event
 * @param spent our name of the token that it presented, or would have
 * @param got our name of the token that it says it stored; empty for none
 * @param superseded what a person did closed it before its answer came; empty for nothing
 */
record Tried(
    String id,
    String trigger,
    boolean open,
    boolean sent,
    String outcome,
    String cause,
    int terminals,
    String said,
    String spent,
    String got,
    String superseded) {

  /** What an attempt may say whose request the provider accepted, while no answer was stored. */
  private static final Set<String> ANSWER_MISSED = Set.of("unknown", "escrowed");

  /** The same of a code exchange: its answer was lost, or what came was not kept. */
  private static final Set<String> NOT_KEPT = Set.of("unknown", "abandoned", "refused");

  /** What an attempt must not say whose request the provider did not accept. */
  private static final Set<String> ACCEPTED = Set.of("renewed", "escrowed");

  /** A code exchange. */
  boolean isExchange() {
    return trigger.equals("CONSENT");
  }

  /** A refresh; an import asks nobody. */
  boolean isRefresh() {
    return !isExchange() && !trigger.equals("IMPORT");
  }

  boolean saysThatItStored(String token) {
    return outcome.equals("renewed") && got.equals(token);
  }

  boolean missedTheAnswer() {
    return ANSWER_MISSED.contains(outcome) || !superseded.isEmpty();
  }

  boolean keptNothing() {
    return NOT_KEPT.contains(outcome);
  }

  boolean saysAccepted() {
    return ACCEPTED.contains(outcome);
  }

  @Override
  public String toString() {
    return "attempt %s (%s: %s %s)".formatted(id, trigger, outcome, cause);
  }
}
