package io.evergrant.portal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.EventFields;
import io.evergrant.domain.audit.Mistake;
import io.evergrant.domain.audit.Outcomes;
import io.evergrant.domain.audit.Qualifier;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.portal.text.Sentences;
import io.evergrant.verifier.Finding;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an auditor may see in the log is told in words. */
class CatalogueOfEventsTest {
  private static final Sentences TEXT = new Sentences(Locale.ENGLISH);

  @ParameterizedTest
  @EnumSource(AuditEventType.class)
  void every_type_and_every_field_of_it_has_words(AuditEventType type) {
    assertThat(TEXT.of("event.what." + type.code())).endsWith(".");
    assertThat(EventFields.of(type))
        .doesNotHaveDuplicates()
        .allMatch(field -> TEXT.has("fact." + field), "has words in the bundle");
  }

  @Test
  void a_fact_that_the_catalogue_does_not_have_is_not_written() {
    var tenant = new TenantId(UUID.randomUUID());
    var undeclared = Map.of("colour_of_the_moon", "pale");
    assertThatThrownBy(
            () ->
                AuditEvent.of(tenant, AuditEventType.SIGNED_IN, new Actor.Portal("n1"), undeclared))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("colour_of_the_moon");
  }

  @ParameterizedTest
  @EnumSource(Finding.class)
  void whatever_a_verification_finds_has_words(Finding finding) {
    assertThat(TEXT.of("verify.finding." + finding.name().toLowerCase(Locale.ROOT))).endsWith(".");
  }

  @Test
  void every_outcome_qualifier_and_mistake_has_words() {
    assertThat(Outcomes.ALL).allMatch(code -> TEXT.has("outcome.short." + code));
    assertThat(Qualifier.codes()).allMatch(code -> TEXT.has("ask.what." + code));
    var words = new MistakeWords(TEXT);
    for (var kind : Mistake.Kind.values()) {
      assertThat(words.of(new Mistake(kind, 7, Qualifier.TYPE, "got", "near")))
          .doesNotContain("{")
          .endsWith("Did you mean “near”?");
    }
  }
}
