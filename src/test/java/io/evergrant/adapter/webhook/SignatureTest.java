package io.evergrant.adapter.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.secret.WebhookSecret;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {
  /** Of the specification's own libraries, and of its example of a header. */
  private static final WebhookSecret SECRET =
      new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final long AT = 1_614_265_330;
  private static final String BODY = "{\"test\": 2432232314}";
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  @Test
  void it_is_the_one_that_the_specification_computes() {
    assertThat(Signature.of(List.of(SECRET), ID, AT, BODY)).isEqualTo(SIGNATURE);
    assertThat(
            Signature.of(
                List.of(new WebhookSecret("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")), ID, AT, BODY))
        .as("the prefix is for people")
        .isEqualTo(SIGNATURE);
  }

  @Test
  void each_secret_signs_the_newest_first() {
    var newest = new WebhookSecret("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    assertThat(Signature.of(List.of(newest, SECRET), ID, AT, BODY).split(" "))
        .hasSize(2)
        .endsWith(SIGNATURE)
        .allMatch(one -> one.matches("v1,[A-Za-z0-9+/]{43}="));
  }

  @Test
  void whatever_is_sent_is_signed() {
    assertThat(
            List.of(
                Signature.of(List.of(SECRET), ID + "x", AT, BODY),
                Signature.of(List.of(SECRET), ID, AT + 1, BODY),
                Signature.of(List.of(SECRET), ID, AT, BODY + " ")))
        .doesNotHaveDuplicates()
        .doesNotContain(SIGNATURE);
  }
}
