package io.evergrant.usecase.webhook;

/**
 * What stands in the way of a webhook.
 *
 * @param field of the {@link WebhookDraft}
 */
public record WebhookProblem(String field, Why why) {
  /** In which way the field is wrong. */
  public enum Why {
    MISSING,
    TOO_LONG,
    NAME_TAKEN,
    /** No whole address, or one with a password or a fragment in it. */
    NOT_AN_ADDRESS,
    /** Plain http is good on loopback alone, where the operator allows it. */
    NOT_HTTPS,
    UNKNOWN_EVENT
  }
}
