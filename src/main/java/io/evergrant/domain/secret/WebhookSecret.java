package io.evergrant.domain.secret;

/**
 * What the requests of a webhook are signed with (Standard Webhooks): {@code whsec_} and at least
 * 24 bytes in Base64. Shown once, when it is made.
 */
public record WebhookSecret(String reveal) {
  public WebhookSecret {
    if (reveal.isEmpty()) {
      throw new IllegalArgumentException("an empty secret is none");
    }
  }

  @Override
  public String toString() {
    return "WebhookSecret[hidden]";
  }
}
