package io.evergrant.adapter.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.secret.WebhookSecret;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The header {@code webhook-signature}: HMAC-SHA256, one signature for each secret. */
final class Signature {
  private static final String PREFIX = "whsec_";
  private static final String HMAC = "HmacSHA256";

  private Signature() {}

  static String of(List<WebhookSecret> secrets, String id, long seconds, String body) {
    var signed = (id + "." + seconds + "." + body).getBytes(UTF_8);
    return secrets.stream()
        .map(secret -> "v1," + Base64.getEncoder().encodeToString(mac(secret, signed)))
        .collect(Collectors.joining(" "));
  }

  private static byte[] mac(WebhookSecret secret, byte[] signed) {
    var text = secret.reveal();
    var key = Base64.getDecoder().decode(text.startsWith(PREFIX) ? text.substring(6) : text);
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + HMAC, e);
    }
  }
}
