package io.evergrant.domain.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.bulk.BlastRadius.Account;
import io.evergrant.domain.bulk.BlastRadius.AtProvider;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whom an act hits is told before it is done. */
class BlastRadiusTest {
  private final BlastRadius radius =
      new BlastRadius(
          List.of(at("Mail", 50, 40, 3), at("Files", 8, 7, 1)),
          List.of(account("ada@x.example"), account("bob@x.example")));

  @Test
  void all_providers_are_counted_together() {
    assertThat(radius.found()).isEqualTo(58);
    assertThat(radius.hit()).isEqualTo(47);
    assertThat(radius.doubtful()).isEqualTo(4);
  }

  @Test
  void what_is_found_and_not_hit_is_left_alone() {
    assertThat(radius.leftAlone()).isEqualTo(11);
  }

  @Test
  void whoever_is_hit_and_not_named_is_a_further_one() {
    assertThat(radius.further()).isEqualTo(45);
  }

  private static AtProvider at(String name, long found, long hit, long doubtful) {
    var provider = new ProviderId(UUID.randomUUID());
    return new AtProvider(provider, name, found, hit, doubtful, null, null, true, 7);
  }

  private static Account account(String name) {
    return new Account(new GrantId(UUID.randomUUID()), name, "Mail");
  }
}
