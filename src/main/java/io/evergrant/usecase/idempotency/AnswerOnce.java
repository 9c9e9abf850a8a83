package io.evergrant.usecase.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.usecase.port.AnswerSeal;
import io.evergrant.usecase.port.Answers;
import io.evergrant.usecase.port.Answers.Earlier;
import io.evergrant.usecase.port.KeptAnswer;
import io.evergrant.usecase.port.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Answers a request that is sent again with what it was answered first. It is written down before
 * the request runs, so two at once, on whichever nodes, run once; the answer is kept for a day,
 * sealed. A node that is lost in between leaves one of which nobody knows what became: that is
 * said, and it is not run again.
 */
@Singleton
public class AnswerOnce {
  public static final Duration KEPT = Duration.ofHours(24);

  /** Longer than any request takes. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private static final Logger LOG = System.getLogger(AnswerOnce.class.getName());

  private final Answers answers;
  private final AnswerSeal seal;

  @Inject
  public AnswerOnce(Answers answers, AnswerSeal seal) {
    this.answers = answers;
    this.seal = seal;
  }

  /**
   * To be asked before anything is done.
   *
   * @param key the caller's own
   */
  public Begun begin(ApiKey by, String key) {
    var run = new Run(by, sha256(key), UUID.randomUUID());
    return answers
        .begin(by.tenant(), by.id(), run.hash(), run.id(), KEPT, LONGEST)
        .map(earlier -> earlier(run, earlier))
        .orElseGet(() -> new Begun.Now(run));
  }

  private static Begun earlier(Run run, Earlier earlier) {
    var digest = earlier.digest();
    var sealed = earlier.sealed();
    if (digest != null && sealed != null) {
      return new Begun.Before(run, digest, sealed);
    }
    return earlier.underWay() ? new Begun.UnderWay() : new Begun.Lost();
  }

  /** Uses the network: no transaction here. */
  public KeptAnswer open(Begun.Before before) {
    return seal.open(before.run().by().tenant(), before.run().context(), before.sealed());
  }

  /**
   * Keeps the answer. Where a store does not take it the request is as good as one of a lost node:
   * it was done, and it will not be done again.
   */
  public void end(Run run, String digest, KeptAnswer answer) {
    try {
      var tenant = run.by().tenant();
      var sealed = seal.seal(tenant, run.context(), answer);
      answers.end(tenant, run.by().id(), run.hash(), run.id(), digest, sealed);
    } catch (StoreUnavailable e) {
      LOG.log(Level.WARNING, "an answer was not kept: {0}", e.getMessage());
    }
  }

  /** It was not answered for good: sent again, it runs again. */
  public void forget(Run run) {
    try {
      answers.forget(run.by().tenant(), run.by().id(), run.hash(), run.id());
    } catch (StoreUnavailable e) {
      LOG.log(Level.WARNING, "a request was not forgotten: {0}", e.getMessage());
    }
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** A request that runs. */
  public record Run(ApiKey by, String hash, UUID id) {
    /** The same for every run of this key of the caller's: what such a run makes can be found. */
    public UUID made() {
      return UUID.nameUUIDFromBytes((by.id() + "|" + hash).getBytes(UTF_8));
    }

    private String context() {
      return "answer:" + by.id() + ":" + hash;
    }
  }

  /** How it stands when it comes. */
  public sealed interface Begun {
    /** The first time: it is to be run. */
    record Now(Run run) implements Begun {}

    /** It was answered before, to a request of this digest. */
    record Before(Run run, String digest, String sealed) implements Begun {}

    record UnderWay() implements Begun {}

    /** It ran, and its answer was lost: it may have been done or not. */
    record Lost() implements Begun {}
  }
}
