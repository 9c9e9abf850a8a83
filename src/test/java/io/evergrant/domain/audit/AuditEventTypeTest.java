package io.evergrant.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditEventTypeTest {
  private final Locale before = Locale.getDefault();

  @AfterEach
  void ownLanguage() {
    Locale.setDefault(before);
  }

  @Test
  void an_export_calls_events_by_the_same_names_whatever_language_the_machine_speaks() {
    assertThat(AuditEventType.SIGN_IN_FAILED.code()).isEqualTo("sign_in_failed");
    Locale.setDefault(Locale.forLanguageTag("tr"));
    assertThat(AuditEventType.SIGN_IN_FAILED.code()).isEqualTo("sign_in_failed");
  }
}
