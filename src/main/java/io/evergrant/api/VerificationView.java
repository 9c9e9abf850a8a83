package io.evergrant.api;

import io.evergrant.domain.audit.Verification;
import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A verification of the log as the API shows it. */
final class VerificationView {
  private VerificationView() {}

  static JsonObject of(Verification verification) {
    return new Json()
        .with("id", verification.id())
        .with("state", Parameters.code(verification.state()))
        .with("asked_by", verification.askedBy())
        .with("asked_at", verification.askedAt())
        .with("ended_at", verification.endedAt())
        .with("percent", verification.percent())
        .with("found", of(verification.found()))
        .done();
  }

  private static @Nullable JsonObject of(Verification.@Nullable Found found) {
    return found == null
        ? null
        : new Json()
            .with("verdict", Parameters.code(found.verdict()))
            .with("last", found.last())
            .with("checkpoints", found.checkpoints())
            .with("signed_up_to", found.signedUpTo())
            .with("signed_at", found.signedAt())
            .with("younger", found.younger())
            .with("removed_up_to", found.removedUpTo())
            .with("held", found.held())
            .with("held_up_to", found.heldUpTo())
            .with("finding", found.finding())
            .with("bad_from", found.badFrom())
            .with("bad_to", found.badTo())
            .with("number", found.number())
            .done();
  }
}
