package io.evergrant.usecase.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.secret.AuthorizationCode;
import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ConsentLinkId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Somebody who is not signed in comes back from a provider to which a consent link led. */
class ConsentLinkTest {
  private final World world = new World();

  @Test
  void a_link_connects_once() {
    var link = world.link(null);
    var done = (Connected.Done) world.comeBackByLink(link, ConsentLinkTest::good);
    assertThat(world.links.find(link.id()).orElseThrow().usedFor()).isEqualTo(done.grant());
    assertThat(world.consents.getLast().externalId()).isEqualTo("customer-7");
    assertThat(world.events.getLast().actor()).isEqualTo(new Actor.Link(link.id()));
    assertThat(world.comeBackByLink(link, ConsentLinkTest::good))
        .isEqualTo(new Connected.LinkClosed());
    assertThat(world.exchanges).as("the second code is not spent").isEqualTo(1);
    assertThat(world.consents).hasSize(1);
  }

  @Test
  void a_link_that_is_revoked_before_the_answer_comes_spends_no_code() {
    var link = world.link(null);
    world.links.revoke(link.tenant(), link.id());
    assertThat(world.comeBackByLink(link, ConsentLinkTest::good))
        .isEqualTo(new Connected.LinkClosed());
    assertThat(world.exchanges).isZero();
    assertThat(world.events.getLast().details()).containsEntry("reason", "link_closed");
  }

  @Test
  void P01_a_link_that_goes_during_the_exchange_leaves_nothing_behind() {
    var link = world.link(null);
    world.links.goesWhileExchanging = true;
    assertThat(world.comeBackByLink(link, ConsentLinkTest::good))
        .isEqualTo(new Connected.LinkClosed());
    assertThat(world.vault).isEmpty();
    assertThat(world.consents).isEmpty();
    assertThat(world.events).filteredOn(event -> event.terminal()).hasSize(1);
  }

  @Test
  void whoever_declines_may_use_the_link_again() {
    var link = world.link(null);
    var declined =
        world.comeBackByLink(
            link, state -> new Callback(state, null, World.ISSUER, "access_denied", null));
    assertThat(declined).isInstanceOf(Connected.Declined.class);
    assertThat(world.comeBackByLink(link, ConsentLinkTest::good))
        .isInstanceOf(Connected.Done.class);
  }

  @Test
  void what_an_admin_began_is_not_ended_by_somebody_who_is_not_signed_in() {
    var request = world.begin(null);
    world.who = null;
    assertThat(world.complete(world.browser, good(world.browser.state(request))))
        .isEqualTo(new Connected.StateForeign());
    assertThat(world.exchanges).isZero();
  }

  @Test
  void the_token_of_an_address_is_read_as_it_was_written() {
    var token =
        new LinkToken(new ConsentLinkId(UUID.randomUUID()), new OneTimeSecret("s".repeat(43)));
    assertThat(LinkToken.parse(token.text().reveal())).contains(token);
    assertThat(token.carries(new OneTimeSecret("s".repeat(43)))).isTrue();
    assertThat(token.carries(new OneTimeSecret("s".repeat(42) + "t"))).isFalse();
    assertThat(LinkToken.parse("")).isEmpty();
    assertThat(LinkToken.parse("?".repeat(65))).isEmpty();
  }

  private static Callback good(OneTimeSecret state) {
    return new Callback(state, new AuthorizationCode("code"), World.ISSUER, null, null);
  }
}
