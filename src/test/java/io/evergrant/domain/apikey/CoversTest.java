package io.evergrant.domain.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A key gives no more than it has. */
class CoversTest {
  private final ProviderId mail = new ProviderId(UUID.randomUUID());
  private final ProviderId files = new ProviderId(UUID.randomUUID());

  @Test
  void scopes_bind() {
    var key = key(null, "");
    assertThat(key.covers(Set.of(ApiScope.READ), null, List.of())).isTrue();
    assertThat(key.covers(Set.of(ApiScope.READ, ApiScope.TOKEN), null, List.of())).isFalse();
  }

  @Test
  void the_one_provider_binds() {
    var key = key(mail, "");
    assertThat(key.covers(Set.of(ApiScope.READ), mail, List.of())).isTrue();
    assertThat(key.covers(Set.of(ApiScope.READ), files, List.of())).isFalse();
    assertThat(key.covers(Set.of(ApiScope.READ), null, List.of())).isFalse();
    assertThat(key(null, "").covers(Set.of(ApiScope.READ), mail, List.of())).isTrue();
  }

  @Test
  void addresses_bind() {
    var key = key(null, "10.1.0.0/16 2001:db8::/32");
    for (var within : List.of("10.1.0.0/16", "10.1.2.0/24 10.1.255.255", "2001:db8:1::/48")) {
      assertThat(key.covers(Set.of(), null, ranges(within))).as(within).isTrue();
    }
    for (var beyond :
        List.of("", "10.0.0.0/8", "10.2.0.1", "10.1.0.1 192.0.2.1", "::/0", "0.0.0.0/0")) {
      assertThat(key.covers(Set.of(), null, ranges(beyond))).as(beyond).isFalse();
    }
  }

  private static List<AddressRange> ranges(String text) {
    return Stream.of(text.split(" "))
        .filter(one -> !one.isEmpty())
        .map(AddressRange::parse)
        .toList();
  }

  private static ApiKey key(@Nullable ProviderId only, String addresses) {
    return new ApiKey(
        new ApiKeyId(UUID.randomUUID()),
        new TenantId(UUID.randomUUID()),
        "narrow",
        Set.of(ApiScope.READ, ApiScope.MANAGE),
        only,
        ranges(addresses),
        1,
        "eg_",
        null,
        Instant.EPOCH,
        null,
        null,
        null);
  }
}
