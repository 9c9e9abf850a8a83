package io.evergrant.portal.audit;

import io.evergrant.domain.audit.Verification;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.audit.ManageVerifications;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Has the log verified, and lists what came of that so far. */
@Named("verifyPage")
@RequestScoped
public class VerifyPage {
  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Sentences text;
  @Inject private ManageVerifications verifications;

  private @Nullable List<Verification> rows;

  public void ask() {
    here.go("/audit/verify/" + verifications.ask(me.member()));
  }

  public List<Verification> getRows() {
    if (rows == null) {
      rows = verifications.list(me.member());
    }
    return rows;
  }

  /** Colour and picture of how it ended. */
  public String tone(Verification verification) {
    var found = verification.found();
    if (found == null) {
      return verification.isUnderWay() ? "wait" : "idle";
    }
    return switch (found.verdict()) {
      case GENUINE -> "good";
      case UNSIGNED -> "warn";
      case TAMPERED, UNREADABLE -> "bad";
    };
  }

  public String word(Verification verification) {
    var found = verification.found();
    return found == null
        ? text.of("verify.state." + code(verification.state()), verification.percent())
        : text.of("verify.verdict." + code(found.verdict()));
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
