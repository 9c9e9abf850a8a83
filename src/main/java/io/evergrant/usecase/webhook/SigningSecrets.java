package io.evergrant.usecase.webhook;

import io.evergrant.domain.secret.WebhookSecret;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes secrets of webhooks, and picks those that sign. */
final class SigningSecrets {
  /** The specification wants 24 to 64. */
  private static final int BYTES = 32;

  private SigningSecrets() {}

  static WebhookSecret make(SecureRandom random) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new WebhookSecret("whsec_" + Base64.getEncoder().encodeToString(bytes));
  }

  /**
   * Those of these generations. An older one that is there no more signs nothing; without the
   * newest nobody could verify.
   */
  static List<WebhookSecret> pick(Map<Long, WebhookSecret> all, List<Long> generations) {
    if (!all.containsKey(generations.getFirst())) {
      throw new StoreUnavailable(Cause.FAILED, "the webhook's secret is not in Vault");
    }
    return generations.stream().flatMap(one -> Stream.ofNullable(all.get(one))).toList();
  }
}
