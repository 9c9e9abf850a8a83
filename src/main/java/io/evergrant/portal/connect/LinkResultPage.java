package io.evergrant.portal.connect;

import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.connect.Connected;
import io.evergrant.usecase.connect.FollowLink;
import io.evergrant.usecase.connect.FollowLink.Followed;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How it ended, for an account's owner, who knows nothing of clients and tokens. It stays readable
 * until the session ends.
 */
@Named("linkResultPage")
@RequestScoped
public class LinkResultPage {
  @Inject private Here here;
  @Inject private Sentences text;
  @Inject private FollowLink links;

  private @Nullable Guest guest;
  private @Nullable Followed followed;

  @PostConstruct
  void load() {
    guest = Guest.of(here.request()).filter(found -> !found.isAway()).orElseThrow(NotFound::new);
    followed = links.look(guest.token());
  }

  public boolean isDone() {
    return ending() instanceof Connected.Done;
  }

  public String getTitle() {
    return text.of("guest.result." + key() + ".title", name());
  }

  public String getWhat() {
    return ending() instanceof Connected.Done done
        ? text.of("guest.result.done.what", done.account(), name())
        : ending() instanceof Connected.OtherAccount other
            ? text.of("guest.result.other_account.what", other.expected(), other.got())
            : text.of("guest.result." + key() + ".what", name());
  }

  /** The provider granted less than was asked for. */
  public String getMissing() {
    return ending() instanceof Connected.Done done && !done.scopesMissing().isEmpty()
        ? text.of("guest.result.missing", String.join(" ", done.scopesMissing()))
        : "";
  }

  /** Where the person tries again; empty where that is of no use. */
  public String getAgain() {
    return followed instanceof Followed.Open
        ? here.request().getContextPath() + "/connect/" + Objects.requireNonNull(guest).token()
        : "";
  }

  /** Where the organisation wants the person to go on; null where it named no place. */
  public @Nullable String getReturnTo() {
    var link = link();
    var returnTo = link == null ? null : link.returnTo();
    if (returnTo == null) {
      return null;
    }
    var result = "evergrant_result=" + (isDone() ? "connected" : "not_connected");
    return returnTo + (returnTo.getRawQuery() == null ? "?" : "&") + result;
  }

  public String getReturnHost() {
    var link = link();
    return link == null || link.returnTo() == null ? "" : host(link.returnTo());
  }

  private static String host(URI address) {
    return Objects.requireNonNullElse(address.getHost(), "");
  }

  /** Null where it is not known any more whose link it was. */
  public @Nullable Emblem getEmblem() {
    return switch (Objects.requireNonNull(followed)) {
      case Followed.Open open -> Emblem.of(open.whose());
      case Followed.Resting resting -> Emblem.of(resting.whose());
      case Followed.Closed closed -> Emblem.of(closed.whose());
      case Followed.Unknown unknown -> null;
    };
  }

  private String name() {
    var emblem = getEmblem();
    return emblem == null ? text.of("product") : emblem.name();
  }

  private @Nullable ConsentLink link() {
    return switch (Objects.requireNonNull(followed)) {
      case Followed.Open open -> open.link();
      case Followed.Resting resting -> resting.link();
      case Followed.Closed closed -> closed.link();
      case Followed.Unknown unknown -> null;
    };
  }

  /** What the person can do about it, and no more. */
  private String key() {
    return switch (ending()) {
      case Connected.Done d -> "done";
      case Connected.Declined d when d.error().equals("access_denied") -> "declined";
      case Connected.OtherAccount o -> "other_account";
      case Connected.LinkClosed l -> "link_closed";
      case Connected.StateMissing s -> "again";
      case Connected.StateUnheard s -> "again";
      case Connected.StateForeign s -> "again";
      case Connected.StateUsed s -> "again";
      case Connected.StateEnded s -> "again";
      case Connected.CodeMissing c -> "again";
      case Connected.StoreRefused s -> "later";
      case Connected.PushNotHeard p -> "later";
      case Connected.PushRefused p -> "theirs";
      case Connected.Declined d -> "theirs";
      case Connected.WrongIssuer w -> "theirs";
      case Connected.ProviderGone p -> "theirs";
      case Connected.ExchangeFailed e -> "theirs";
      case Connected.NoRefreshToken n -> "theirs";
      case Connected.AccountRefused a -> "theirs";
    };
  }

  private Connected ending() {
    return Objects.requireNonNull(Objects.requireNonNull(guest).ending());
  }
}
