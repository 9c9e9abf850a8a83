package io.evergrant.usecase.audit;

import io.evergrant.domain.audit.LoggedEvent;

/** Whether what an event tells of succeeded. */
enum OcsfStatus {
  UNKNOWN(0, "Unknown"),
  SUCCESS(1, "Success"),
  FAILURE(2, "Failure"),
  /** Neither: the outcome's own word says what. */
  OTHER(99, "Other");

  private final int id;
  private final String caption;

  OcsfStatus(int id, String caption) {
    this.id = id;
    this.caption = caption;
  }

  int id() {
    return id;
  }

  String caption() {
    return caption;
  }

  /** By the outcome, where the event has one. */
  static OcsfStatus of(LoggedEvent event) {
    var outcome = event.outcome();
    if (outcome != null) {
      return switch (outcome) {
        case "renewed" -> SUCCESS;
        case "consent_lost", "provider_refused", "refused" -> FAILURE;
        case "unknown" -> UNKNOWN;
        default -> OTHER;
      };
    }
    return switch (event.type()) {
      case "sign_in_failed",
          "api_key_refused",
          "authorization_refused",
          "sealed_import_refused",
          "provider_rests",
          "webhook_gave_up" ->
          FAILURE;
      default -> SUCCESS;
    };
  }
}
