package io.evergrant.usecase.connect;

import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.port.PushedAuthorization;
import io.evergrant.usecase.port.PushedAuthorization.Pushed;
import io.evergrant.usecase.port.SecretVault;
import io.evergrant.usecase.port.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/**
 * A browser leaves for its provider. Where the provider takes authorization requests from the
 * client itself (RFC 9126), it is told now and not before: what it answers is good for seconds.
 */
@Singleton
public class LeaveForProvider {
  private final BeginAuthorization authorizations;
  private final FollowLink links;
  private final SecretVault secrets;
  private final PushedAuthorization pushed;

  @Inject
  public LeaveForProvider(
      BeginAuthorization authorizations,
      FollowLink links,
      SecretVault secrets,
      PushedAuthorization pushed) {
    this.authorizations = authorizations;
    this.links = links;
    this.secrets = secrets;
    this.pushed = pushed;
  }

  /** An admin's browser. Uses the network: no transaction here. */
  public Left leave(Member by, BrowserSecret browser, UUID request) {
    return left(authorizations.request(by, browser, request));
  }

  /** That of whoever holds a consent link. Uses the network: no transaction here. */
  public Left follow(String token, BrowserSecret browser) {
    return left(links.begin(token, browser));
  }

  private Left left(Optional<AuthorizationRequest> request) {
    return request.map(this::left).orElseGet(Left.NotOpen::new);
  }

  private Left left(AuthorizationRequest request) {
    return request.isPushed() ? push(request) : new Left.Away(request.uri());
  }

  private Left push(AuthorizationRequest request) {
    var provider = request.provider();
    try {
      var ofClient = secrets.get(provider.tenant(), provider.id());
      return switch (pushed.push(provider, ofClient, request.parameters())) {
        case Pushed.At at -> new Left.Away(request.pushed(at.requestUri()));
        case Pushed.Refused refused ->
            new Left.Failed(
                new Connected.PushRefused(
                    provider.name(), refused.status(), refused.error(), refused.description()));
        case Pushed.NotReached not -> new Left.Failed(new Connected.PushNotHeard(provider.name()));
        case Pushed.Unproved unproved ->
            new Left.Failed(new Connected.StoreRefused(StoreUnavailable.Cause.FAILED));
      };
    } catch (StoreUnavailable e) {
      return new Left.Failed(new Connected.StoreRefused(e.why()));
    }
  }

  /** Where the browser goes. */
  public sealed interface Left {
    record Away(URI authorizationUri) implements Left {}

    /** What was begun was used, or has ended. */
    record NotOpen() implements Left {}

    record Failed(Connected why) implements Left {}
  }
}
