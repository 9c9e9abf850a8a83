package io.evergrant.domain.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.provider.ProviderId;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GrantQuestionTest {
  private static final ProviderId MAIL = new ProviderId(UUID.randomUUID());
  private static final ProviderId FILES = new ProviderId(UUID.randomUUID());

  @Test
  void the_same_can_be_asked_of_one_provider_or_of_all() {
    assertThat(asked(MAIL).at(FILES)).isEqualTo(asked(FILES));
    assertThat(asked(MAIL).at(null).filter().provider()).isNull();
  }

  private static GrantQuestion asked(ProviderId provider) {
    return new GrantQuestion(
        "ada",
        GrantStatus.ACTIVE,
        null,
        provider,
        Duration.ofDays(7),
        new GrantQuestion.After("ada@x.example", new GrantId(new UUID(0, 7))),
        50);
  }
}
