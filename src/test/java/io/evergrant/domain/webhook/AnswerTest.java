package io.evergrant.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void a_receiver_that_is_not_well_refuses_all(int status) {
    assertThat(refused(status).concernsAll()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 404, 409, 422, 500, 501})
  void any_other_refusal_may_be_for_one_event_alone(int status) {
    assertThat(refused(status).concernsAll()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void whoever_is_not_reached_is_reached_by_none(Answer.Why why) {
    assertThat(new Answer.Missed(why, Duration.ZERO).concernsAll()).isTrue();
  }

  @Test
  void a_message_has_one_id_however_often_it_is_sent() {
    var one = new WebhookId(new UUID(1, 2));
    assertThat(Delivery.messageId(one, 7))
        .isEqualTo("msg_00000000000000010000000000000002_7")
        .doesNotContain(".");
  }

  private static Answer refused(int status) {
    return new Answer.Refused(status, "", Duration.ZERO, Duration.ZERO);
  }
}
