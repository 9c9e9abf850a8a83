package io.evergrant.domain.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a key may do, and from where. */
class ApiKeyTest {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final ProviderId MAIL = new ProviderId(UUID.randomUUID());

  @Test
  void the_tenant_is_only_had_for_what_the_key_may_do() {
    var key = key(null, null);
    assertThat(key.in(ApiScope.TOKEN)).isEqualTo(key.tenant());
    assertThatThrownBy(() -> key.in(ApiScope.MANAGE))
        .hasMessageContaining("manage")
        .asInstanceOf(type(ScopeMissing.class))
        .extracting(ScopeMissing::scope)
        .isEqualTo(ApiScope.MANAGE);
  }

  @Test
  void a_key_for_one_provider_reaches_no_other() {
    assertThat(key(MAIL, null).reaches(MAIL)).isTrue();
    assertThat(key(MAIL, null).reaches(new ProviderId(UUID.randomUUID()))).isFalse();
    assertThat(key(null, null).reaches(MAIL)).isTrue();
  }

  @Test
  void a_key_ends_at_its_very_end() {
    assertThat(key(null, NOON).isEnded(NOON.minusMillis(1))).isFalse();
    assertThat(key(null, NOON).isEnded(NOON)).isTrue();
    assertThat(key(null, null).isEnded(NOON)).isFalse();
  }

  @Test
  void a_key_is_revoked_from_when_somebody_revoked_it() {
    assertThat(key(null, null).isRevoked()).isFalse();
    assertThat(revoked(NOON).isRevoked()).isTrue();
  }

  @Test
  void what_a_key_does_is_told_under_its_id_and_name() {
    var key = key(null, null);
    assertThat(key.asActor()).isEqualTo(new Actor.ApiKey(key.id(), "worker"));
  }

  @Test
  void a_key_is_usable_from_its_ranges_and_without_any_from_everywhere() {
    var inside = key(null, null, "192.0.2.0/25", "2001:db8::/32");
    assertThat(inside.isUsableFrom(AddressRange.address("192.0.2.127"))).isTrue();
    assertThat(inside.isUsableFrom(AddressRange.address("192.0.2.128"))).isFalse();
    assertThat(inside.isUsableFrom(AddressRange.address("2001:db8:ffff::1"))).isTrue();
    assertThat(inside.isUsableFrom(AddressRange.address("2001:db9::1"))).isFalse();
    assertThat(key(null, null).isUsableFrom(AddressRange.address("198.51.100.1"))).isTrue();
  }

  @Test
  void a_range_is_digits_and_never_a_name_to_look_up() {
    for (var wrong :
        List.of(
            "localhost",
            "example.com",
            "1.2.3",
            "1.2.3.4/33",
            "1.2.3.4/",
            "1.2.3.4/-1",
            "/24",
            "")) {
      assertThatThrownBy(() -> AddressRange.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (var odd : List.of("999.1.1.1", "1.2.3.256", "1.2.3.260/32")) {
      assertThatThrownBy(() -> AddressRange.parse(odd))
          .as("%s, asked of nobody as a name", odd)
          .isInstanceOf(IllegalArgumentException.class)
          .hasNoCause();
    }
    assertThat(AddressRange.parse("255.249.199.7")).hasToString("255.249.199.7/32");
    assertThat(AddressRange.parse("192.0.2.7")).hasToString("192.0.2.7/32");
    assertThat(AddressRange.parse("0.0.0.0/0").contains(AddressRange.address("9.9.9.9"))).isTrue();
  }

  private static ApiKey key(
      @Nullable ProviderId provider, @Nullable Instant end, String... ranges) {
    return key(provider, end, null, ranges);
  }

  private static ApiKey revoked(Instant at) {
    return key(null, null, at);
  }

  private static ApiKey key(
      @Nullable ProviderId provider,
      @Nullable Instant end,
      @Nullable Instant revoked,
      String... ranges) {
    return new ApiKey(
        new ApiKeyId(UUID.randomUUID()),
        new TenantId(UUID.randomUUID()),
        "worker",
        Set.of(ApiScope.READ, ApiScope.TOKEN),
        provider,
        Stream.of(ranges).map(AddressRange::parse).toList(),
        1,
        "eg_abcde",
        null,
        NOON.minusSeconds(3_600),
        end,
        revoked,
        null);
  }
}
