package io.evergrant.chaos;

import io.evergrant.testkit.PortalNode;
import io.evergrant.testkit.wire.Interference;
import io.evergrant.testkit.wire.Interference.HoldAnswer;
import io.evergrant.testkit.wire.Interference.HoldRequest;
import io.evergrant.testkit.wire.Interference.Pass;
import io.evergrant.testkit.wire.Rule;
import io.evergrant.testkit.wire.Sent;
import io.evergrant.testkit.wire.WireProxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The steps of a refresh at which something dies, as they are seen on the wire. A request that is
 * held when its sender dies may be lost or may still arrive; an answer that is held is lost.
 */
@SuppressWarnings("ImmutableEnumChecker") // the predicates have no state
enum KillPoint {
  CLAIM(Wire.DATABASE, says("eg_claim_due"), After.LOST, Many.ONE),
  CLAIM_COMMIT(Wire.DATABASE, commitAfter("eg_claim_due"), After.LOST, Many.ONE),
  CLAIM_COMMIT_LATE(Wire.DATABASE, commitAfter("eg_claim_due"), After.ARRIVES, Many.ONE),
  CLAIMED(Wire.DATABASE, commitAfter("eg_claim_due"), After.ANSWERED, Many.ONE),
  KV_READ(Wire.VAULT, readsTokens(), After.LOST, Many.SOME),
  DECRYPT(Wire.VAULT, matches("^(POST|PUT) /v1/transit/decrypt/"), After.LOST, Many.ONE),
  MARK_SENT(Wire.DATABASE, says("SET sent_at = eg_now()"), After.LOST, Many.EACH),
  MARK_SENT_COMMIT(Wire.DATABASE, commitAfter("SET sent_at = eg_now()"), After.LOST, Many.EACH),
  MARK_SENT_COMMIT_LATE(
      Wire.DATABASE, commitAfter("SET sent_at = eg_now()"), After.ARRIVES, Many.EACH),
  MARKED_SENT(Wire.DATABASE, commitAfter("SET sent_at = eg_now()"), After.ANSWERED, Many.EACH),
  ASK(Wire.PROVIDER, matches("^POST [^ ]*/token "), After.LOST, Many.EACH),
  ASK_LATE(Wire.PROVIDER, matches("^POST [^ ]*/token "), After.ARRIVES, Many.EACH),
  ASKED(Wire.PROVIDER, matches("^POST [^ ]*/token "), After.ANSWERED, Many.EACH),
  ENCRYPT(Wire.VAULT, matches("^(POST|PUT) /v1/transit/encrypt/"), After.LOST, Many.EACH),
  KV_WRITE(Wire.VAULT, writesTokens(), After.LOST, Many.EACH),
  KV_WRITE_LATE(Wire.VAULT, writesTokens(), After.ARRIVES, Many.EACH),
  KV_WRITTEN(Wire.VAULT, writesTokens(), After.ANSWERED, Many.EACH),

  /**
   * Only where the provider's policy asks for a proof by introspection. There is no late one: what
   * asks changes nothing, so it is the same to all whether it still arrives.
   */
  PROVE(Wire.PROVIDER, matches("^POST [^ ]*/introspect "), After.LOST, Many.EACH),
  PROVED(Wire.PROVIDER, matches("^POST [^ ]*/introspect "), After.ANSWERED, Many.EACH),
  END(Wire.DATABASE, says("last_outcome_at ="), After.LOST, Many.EACH),
  END_COMMIT(Wire.DATABASE, commitAfter("last_outcome_at ="), After.LOST, Many.EACH),
  END_COMMIT_LATE(Wire.DATABASE, commitAfter("last_outcome_at ="), After.ARRIVES, Many.EACH),
  ENDED(Wire.DATABASE, commitAfter("last_outcome_at ="), After.ANSWERED, Many.EACH);

  /** The end of a code exchange, which is no refresh, where it kept what came. */
  static final Predicate<Sent> CONSENT_COMMIT = commitAfter("INSERT INTO oauth_grant AS g");

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Wire wire;
  private final Predicate<Sent> which;
  private final After after;
  private final Many many;

  KillPoint(Wire wire, Predicate<Sent> which, After after, Many many) {
    this.wire = wire;
    this.which = which;
    this.after = after;
    this.many = many;
  }

  /** Whose wire it is. */
  enum Wire {
    DATABASE,
    VAULT,
    PROVIDER
  }

  /** What becomes of what is held. */
  private enum After {
    LOST,
    ARRIVES,
    ANSWERED
  }

  /** How often the step is taken for a batch of grants. */
  private enum Many {
    ONE,
    SOME,
    EACH
  }

  /**
   * All grants of a flock are due and stand at this step of this node. The claim that takes them
   * stands still first, so that no earlier one is mistaken for it; what comes to the step later
   * than they, by whomever, passes.
   */
  Rule reach(PortalNode node, Flock flock) {
    var provider = flock.cluster().wire();
    var gate = CLAIM.hold(node, provider, 1);
    gate.awaitHolding(1, PATIENCE);
    flock.makeDue();
    if (this == CLAIM) {
      return gate;
    }
    var step = hold(node, provider, held(flock.size()));
    gate.deliver();
    step.awaitHolding(held(flock.size()), PATIENCE);
    return step;
  }

  /** Holds this step of this node the first so many times that it is taken. */
  Rule hold(PortalNode node, WireProxy provider, int times) {
    var at =
        switch (wire) {
          case DATABASE -> node.database();
          case VAULT -> node.vault();
          case PROVIDER -> provider;
        };
    Interference how = after == After.ANSWERED ? new HoldAnswer() : new HoldRequest();
    return at.on(which, struck -> struck < times ? how : new Pass());
  }

  /** How many are held at once when so many grants come to the step. */
  int held(int grants) {
    return switch (many) {
      case ONE -> 1;
      case SOME -> Math.min(grants, 10);
      case EACH -> grants;
    };
  }

  /** The sender is dead: what it had said arrives or does not. */
  void end(Rule rule) {
    switch (after) {
      case LOST, ANSWERED -> rule.drop();
      case ARRIVES -> rule.deliver();
    }
  }

  Wire wire() {
    return wire;
  }

  /** A store is dead and the sender lives: what is held before another server goes on. */
  void endAsTheServerDied(Rule rule, Wire dead) {
    if (wire == dead) {
      rule.drop();
    } else {
      rule.deliver();
    }
  }

  /** Whether the provider had accepted when the step was held, and nothing was stored. */
  boolean losesTheAnswer() {
    return switch (this) {
      case ASK_LATE, ASKED, ENCRYPT, KV_WRITE -> true;
      default -> false;
    };
  }

  /** Whether a new token was stored when the step was held, and nothing said how good it is. */
  boolean leavesItUnproved() {
    return switch (this) {
      case KV_WRITE_LATE, KV_WRITTEN, PROVE, PROVED, END, END_COMMIT -> true;
      default -> false;
    };
  }

  private static Predicate<Sent> says(String words) {
    return sent -> sent.text().contains(words);
  }

  private static Predicate<Sent> commitAfter(String words) {
    return sent -> sent.text().contains("COMMIT\0") && sent.before().contains(words);
  }

  /**
   * All steps, for a test whose sender lives. What is held there goes on when it is let go, which
   * is what makes a step a late one: a late step and the one before it would be the same row twice.
   */
  static Set<KillPoint> prompt() {
    return Arrays.stream(values())
        .filter(point -> point.after != After.ARRIVES)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(KillPoint.class)));
  }

  /**
   * The steps at which a store dies while the sender lives: all at which a refresh has still to
   * speak to it. Of what comes after the last word with OpenBao, where it is not needed any more,
   * {@link #END} stands for the others.
   */
  static Set<KillPoint> withNeedOf(Wire store) {
    var points = prompt();
    if (store == Wire.VAULT) {
      points.removeIf(point -> point.compareTo(KV_WRITTEN) > 0 && point != END);
    }
    return points;
  }

  static Predicate<Sent> readsTokens() {
    return matches("^GET /v1/evergrant/data/[^ ]*/grants/");
  }

  static Predicate<Sent> writesTokens() {
    return matches("^(POST|PUT) /v1/evergrant/data/[^ ]*/grants/");
  }

  private static Predicate<Sent> matches(String pattern) {
    var compiled = Pattern.compile(pattern);
    return sent -> compiled.matcher(sent.text()).find();
  }
}
