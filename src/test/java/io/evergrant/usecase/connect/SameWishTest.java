package io.evergrant.usecase.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.usecase.connect.ManageLinks.Made;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A wish for a consent link that comes again, because nobody heard what became of the first. */
class SameWishTest {
  private static final ConsentLinkId ONCE = new ConsentLinkId(UUID.randomUUID());

  private final World world = new World();
  private final ManageLinks links = world.links();
  private final ApiKey by = key(null);

  @Test
  void it_gets_the_link_that_was_made_and_no_other() {
    var first = make(by, wish("customer-7", ONCE));
    assertThat(first.id()).isEqualTo(ONCE);
    assertThat(make(by, wish(" customer-7 ", ONCE))).isEqualTo(first);
    world.links.revoke(world.tenant(), ONCE);
    assertThat(make(by, wish("customer-7", ONCE)).id()).as("whatever became of it").isEqualTo(ONCE);
    assertThat(world.events)
        .extracting(event -> event.type())
        .containsExactly(AuditEventType.CONSENT_LINK_MADE);
  }

  @Test
  void another_wish_under_the_same_name_gets_a_link_of_its_own() {
    make(by, wish("customer-7", ONCE));
    var longer = new LinkWish(world.provider(), null, "customer-7", "", Duration.ofDays(1), ONCE);
    assertThat(
            List.of(
                make(by, wish("customer-8", ONCE)).id(),
                make(by, longer).id(),
                make(by, wish("customer-7", null)).id()))
        .doesNotContain(ONCE)
        .doesNotHaveDuplicates();
  }

  @Test
  void a_day_later_it_is_another_one() {
    make(by, wish("customer-7", ONCE));
    world.now = world.now.plus(Duration.ofHours(24));
    assertThat(make(by, wish("customer-7", ONCE)).id()).isNotEqualTo(ONCE);
  }

  @Test
  void a_key_for_another_provider_does_not_find_it() {
    make(by, wish("customer-7", ONCE));
    var elsewhere = key(new ProviderId(UUID.randomUUID()));
    assertThat(links.make(elsewhere, wish("customer-7", ONCE))).isInstanceOf(Made.NotThere.class);
  }

  private ConsentLink make(ApiKey key, LinkWish wish) {
    return ((Made.Done) links.make(key, wish)).link();
  }

  private LinkWish wish(String externalId, @Nullable ConsentLinkId once) {
    return new LinkWish(world.provider(), null, externalId, "", Duration.ofDays(7), once);
  }

  private ApiKey key(@Nullable ProviderId only) {
    return new ApiKey(
        new ApiKeyId(UUID.randomUUID()),
        world.tenant(),
        "worker",
        Set.of(ApiScope.MANAGE),
        only,
        List.of(),
        1,
        "eg_abc",
        null,
        Instant.EPOCH,
        null,
        null,
        null);
  }
}
