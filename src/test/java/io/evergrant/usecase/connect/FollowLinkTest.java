package io.evergrant.usecase.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.connect.FollowLink.Followed;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever has the whole address of an open link gets on, and nobody else learns anything. */
class FollowLinkTest {
  private final World world = new World();
  private final ConsentLink link = world.link(null);

  @Test
  void the_whole_address_leads_on() {
    var open = (Followed.Open) world.follow().look(token(link));
    assertThat(open.provider()).isEqualTo("Demo");
    assertThat(open.whose().name()).isEqualTo("Acme");
    assertThat(open.account()).isNull();
    assertThat(world.links.opened).as("a look at the page is not its owner's yes").isEmpty();
    assertThat(world.follow().begin(token(link), world.browser)).isPresent();
    assertThat(world.links.opened).containsExactly(link.id());
  }

  @Test
  void P14_an_id_without_its_secret_finds_nothing() {
    var other = new LinkToken(link.id(), World.secret(new TenantId(UUID.randomUUID()), link.id()));
    assertThat(world.follow().look(other.text().reveal())).isInstanceOf(Followed.Unknown.class);
    assertThat(world.follow().begin(other.text().reveal(), world.browser)).isEmpty();
    assertThat(world.follow().look(link.id().toString())).isInstanceOf(Followed.Unknown.class);
  }

  @Test
  void a_link_that_is_closed_says_so_and_begins_nothing() {
    world.links.revoke(link.tenant(), link.id());
    assertThat(world.follow().look(token(link))).isInstanceOf(Followed.Closed.class);
    assertThat(world.follow().begin(token(link), world.browser)).isEmpty();
    world.now = world.now.plus(Duration.ofDays(7));
    var ended = world.link(null);
    assertThat(world.follow().look(token(ended))).isInstanceOf(Followed.Closed.class);
    assertThat(world.follow().begin(token(ended), world.browser)).isEmpty();
  }

  private static String token(ConsentLink link) {
    OneTimeSecret secret = World.secret(link.tenant(), link.id());
    return new LinkToken(link.id(), secret).text().reveal();
  }
}
