package io.evergrant.domain.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.audit.ExportId;
import io.evergrant.domain.audit.HoldId;
import io.evergrant.domain.audit.VerificationId;
import io.evergrant.domain.bulk.BulkActId;
import io.evergrant.domain.notice.DigestId;
import io.evergrant.domain.notice.NoticeId;
import io.evergrant.domain.provider.ClientKeyId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.sealing.HandOverId;
import io.evergrant.domain.sealing.SealingKeyId;
import io.evergrant.domain.staged.StagedTestId;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.ticket.TicketId;
import io.evergrant.domain.webhook.WebhookId;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Identities stand in addresses, paths of the store, log lines and the audit log. */
class IdentityTest {
  private static final UUID VALUE = UUID.fromString("0b9a1c1e-66d1-4c5b-9a44-2f1f2b7c8d90");

  @ParameterizedTest
  @MethodSource
  void an_identity_is_written_as_the_bare_value_that_it_stands_for(Object id) {
    assertThat(id).hasToString(VALUE.toString());
  }

  @ParameterizedTest
  @MethodSource("readers")
  void what_an_address_says_is_read_back_as_the_same_identity(Function<String, Object> read) {
    assertThat(read.apply(VALUE.toString()))
        .isEqualTo(read.apply(VALUE.toString().toUpperCase(Locale.ROOT)))
        .hasToString(VALUE.toString());
  }

  @ParameterizedTest
  @MethodSource("readers")
  void P14_what_is_no_identity_is_refused_and_never_reaches_a_path(Function<String, Object> read) {
    assertThatThrownBy(() -> read.apply("../" + VALUE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static Stream<Object> an_identity_is_written_as_the_bare_value_that_it_stands_for() {
    return Stream.of(
        new TenantId(VALUE),
        new MemberId(VALUE),
        new ProviderId(VALUE),
        new GrantId(VALUE),
        new AttemptId(VALUE),
        new ApiKeyId(VALUE),
        new BulkActId(VALUE),
        new ClientKeyId(VALUE),
        new ConsentLinkId(VALUE),
        new DigestId(VALUE),
        new ExportId(VALUE),
        new HandOverId(VALUE),
        new HoldId(VALUE),
        new SealingKeyId(VALUE),
        new NoticeId(VALUE),
        new StagedTestId(VALUE),
        new TicketId(VALUE),
        new VerificationId(VALUE),
        new WebhookId(VALUE));
  }

  static Stream<Function<String, Object>> readers() {
    return Stream.of(TenantId::parse, ProviderId::parse, GrantId::parse, AttemptId::parse);
  }
}
