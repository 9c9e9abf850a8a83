package io.evergrant.api;

import io.evergrant.domain.grant.Grant;
import jakarta.json.JsonObject;

/** A grant as the API shows it. */
final class GrantView {
  private GrantView() {}

  static JsonObject of(Grant grant) {
    return new Json()
        .with("id", grant.id())
        .with("provider", grant.provider())
        .with("provider_name", grant.providerName())
        .with("account", grant.account())
        .with("subject", grant.subject())
        .with("external_id", grant.externalId())
        .with("status", Parameters.code(grant.status()))
        .with("status_cause", grant.statusCause())
        .with("scope_asked", grant.scopeAsked())
        .with("scope_granted", grant.scopeGranted())
        .with("due_at", grant.dueAt())
        .with("expires_at", grant.expiresAt())
        .with("refresh_expires_at", grant.refreshExpiresAt())
        .with("dies_at", grant.diesAt())
        .with("consented_at", grant.consentedAt())
        .with("last_success_at", grant.lastSuccessAt())
        .with("last_outcome_at", grant.lastOutcomeAt())
        .with("last_outcome", grant.lastOutcome())
        .with("last_cause", grant.lastCause())
        .with("last_proof", grant.lastProof())
        .with("refreshes", grant.refreshes())
        .with("rotations", grant.rotations())
        .with("rotation", Parameters.code(grant.rotation()))
        .with("failures", grant.failures())
        .with("shared_at", grant.sharedAt())
        .done();
  }
}
