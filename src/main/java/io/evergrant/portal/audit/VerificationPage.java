package io.evergrant.portal.audit;

import io.evergrant.domain.audit.Verification;
import io.evergrant.domain.audit.VerificationId;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.audit.ManageVerifications;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One verification of the log: how far it is, or what it found. */
@Named("verificationPage")
@RequestScoped
public class VerificationPage {
  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Sentences text;
  @Inject private ManageVerifications verifications;

  private @Nullable Verification verification;

  public void load() {
    verification =
        verifications.find(me.member(), here.id(VerificationId::new)).orElseThrow(NotFound::new);
  }

  public Verification getVerification() {
    if (verification == null) {
      load();
    }
    return Objects.requireNonNull(verification);
  }

  public Verification.@Nullable Found getFound() {
    return getVerification().found();
  }

  private Verification.Found found() {
    return Objects.requireNonNull(getFound());
  }

  public boolean isTampered() {
    return getFound() != null && found().verdict() == Verification.Word.TAMPERED;
  }

  /** Whether it holds as far as it says. */
  public boolean isWhole() {
    return getFound() != null
        && found().badFrom() == null
        && found().finding() == null
        && found().verdict() != Verification.Word.UNREADABLE;
  }

  /** What is wrong, in a sentence. */
  public String getFinding() {
    var finding = found().finding();
    if (finding == null) {
      return "";
    }
    var key = "verify.finding." + finding;
    return text.has(key) ? text.of(key) : finding;
  }

  /** Which events are accused. */
  public String getAccused() {
    var from = found().badFrom();
    var to = found().badTo();
    if (from == null || to == null) {
      return text.of("verify.bad.none");
    }
    return from.equals(to)
        ? text.of("verify.bad.one", from.toString())
        : text.of("verify.bad.some", from.toString(), to.toString());
  }

  /** Up to where it is signed. */
  public String getSigned() {
    var upTo = found().signedUpTo();
    return upTo == 0
        ? text.of("verify.signed.none")
        : text.of("verify.signed.by", Long.toString(upTo));
  }

  /** When the newest checkpoint was made; null where there is none. */
  public @Nullable Instant getSignedAt() {
    var at = found().signedAt();
    return at == null ? null : Instant.parse(at);
  }

  public String getYounger() {
    return text.of("verify.younger.of", found().younger());
  }

  /** What the checkpoints say that this node holds outside the database. */
  public String getHeld() {
    var held = found().held();
    return held == null
        ? text.of("verify.held.none")
        : text.of("verify.held.of", held, Long.toString(found().heldUpTo()));
  }
}
