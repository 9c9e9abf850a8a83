package io.evergrant.usecase.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.usecase.connect.LeaveForProvider.Left;
import io.evergrant.usecase.port.PushedAuthorization.Pushed;
import io.evergrant.usecase.port.StoreUnavailable;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a browser carries to a provider that is told before (RFC 9126). */
class LeaveForProviderTest {
  private final World world = new World();
  private final UUID request = world.begin(null);

  @Test
  void a_browser_carries_the_reference_and_nothing_of_the_request() {
    assertThat(world.told).as("told when the person goes").isEmpty();
    var away = (Left.Away) world.doors().leave(world.admin(), world.browser, request);
    assertThat(away.authorizationUri().getRawQuery())
        .isEqualTo("client_id=client&request_uri=urn%3Ax%3A1");
    assertThat(world.told)
        .singleElement()
        .satisfies(
            told ->
                assertThat(told)
                    .containsEntry("response_type", "code")
                    .containsKeys("state", "nonce", "code_challenge", "redirect_uri")
                    .doesNotContainKey("client_secret"));
  }

  @Test
  void the_holder_of_a_link_leaves_in_the_same_way() {
    var link = world.link(null);
    var token = token(link);
    assertThat(world.doors().follow(token, world.browser)).isInstanceOf(Left.Away.class);
    world.links.revoke(link.tenant(), link.id());
    assertThat(world.doors().follow(token, world.browser)).isInstanceOf(Left.NotOpen.class);
    assertThat(world.told).hasSize(1);
  }

  @Test
  void what_the_provider_does_not_take_is_told_and_nobody_is_sent_away() {
    world.pushed = new Pushed.Refused(400, "invalid_scope", "no such scope");
    assertThat(leave())
        .isEqualTo(
            new Left.Failed(
                new Connected.PushRefused("Demo", 400, "invalid_scope", "no such scope")));
    world.pushed = new Pushed.NotReached();
    assertThat(leave()).isEqualTo(new Left.Failed(new Connected.PushNotHeard("Demo")));
    world.secretsAway = true;
    assertThat(leave())
        .isEqualTo(new Left.Failed(new Connected.StoreRefused(StoreUnavailable.Cause.DENIED)));
    assertThat(world.doors().leave(world.admin(), world.browser, UUID.randomUUID()))
        .isInstanceOf(Left.NotOpen.class);
  }

  private Left leave() {
    return world.doors().leave(world.admin(), world.browser, request);
  }

  private static String token(ConsentLink link) {
    return new LinkToken(link.id(), World.secret(link.tenant(), link.id())).text().reveal();
  }
}
