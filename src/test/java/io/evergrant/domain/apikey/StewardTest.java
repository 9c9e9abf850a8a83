package io.evergrant.domain.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys may change what a tenant has. */
class StewardTest {
  private static final ProviderId MAIL = new ProviderId(UUID.randomUUID());

  @Test
  void a_key_that_may_manage_changes_what_is_there_of_its_one_provider() {
    var key = key(ApiScope.MANAGE);
    var steward = Steward.of(key);
    assertThat(steward).isEqualTo(new Steward(key.tenant(), key.asActor(), MAIL));
    assertThat(steward.name()).isEqualTo("worker");
  }

  @Test
  void no_other_scope_changes_anything() {
    var key = key(ApiScope.READ);
    assertThatThrownBy(() -> Steward.of(key)).isInstanceOf(ScopeMissing.class);
  }

  @ParameterizedTest
  @CsvSource({"read, READ", "token, TOKEN", "forward, FORWARD", "manage, MANAGE", "audit, AUDIT"})
  void a_scope_is_found_by_its_code(String code, ApiScope scope) {
    assertThat(ApiScope.of(code)).contains(scope);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MANAGE", "write", "read ", ""})
  void what_is_no_code_is_no_scope(String code) {
    assertThat(ApiScope.of(code)).isEmpty();
  }

  private static ApiKey key(ApiScope scope) {
    return new ApiKey(
        new ApiKeyId(UUID.randomUUID()),
        new TenantId(UUID.randomUUID()),
        "worker",
        Set.of(scope),
        MAIL,
        List.of(),
        1,
        "eg_abcde",
        null,
        Instant.EPOCH,
        null,
        null,
        null);
  }
}
