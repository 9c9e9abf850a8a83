package io.evergrant.portal.connect;

import io.evergrant.portal.frame.Here;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.connect.FollowLink;
import io.evergrant.usecase.connect.FollowLink.Followed;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an account's owner sees who follows a consent link. */
@Named("linkPage")
@RequestScoped
public class LinkPage {
  @Inject private Here here;
  @Inject private Sentences text;
  @Inject private FollowLink links;

  private @Nullable Followed followed;

  @PostConstruct
  void look() {
    followed = links.look(here.variable());
  }

  public boolean isOpen() {
    return followed() instanceof Followed.Open;
  }

  /** Null where it is not known whose link it is. */
  public @Nullable Emblem getEmblem() {
    return switch (followed()) {
      case Followed.Open open -> Emblem.of(open.whose());
      case Followed.Resting resting -> Emblem.of(resting.whose());
      case Followed.Closed closed -> Emblem.of(closed.whose());
      case Followed.Unknown unknown -> null;
    };
  }

  public String getTitle() {
    return switch (followed()) {
      case Followed.Open open ->
          text.of(
              open.account() == null ? "guest.title" : "guest.title.again",
              open.whose().name(),
              open.provider());
      case Followed.Resting resting -> text.of("guest.resting.title");
      case Followed.Closed closed -> text.of("guest.closed." + state(closed) + ".title");
      case Followed.Unknown unknown -> text.of("guest.unknown.title");
    };
  }

  /** What happens next, or why nothing does. */
  public String getWhat() {
    return switch (followed()) {
      case Followed.Open open -> text.of("guest.what", open.whose().name(), open.provider());
      case Followed.Resting resting ->
          text.of("guest.resting.what", resting.provider(), resting.whose().name());
      case Followed.Closed closed ->
          text.of("guest.closed." + state(closed) + ".what", closed.whose().name());
      case Followed.Unknown unknown -> text.of("guest.unknown.what");
    };
  }

  public String getProvider() {
    return open().provider();
  }

  /** Null for a new one. */
  public @Nullable String getAccount() {
    return open().account();
  }

  public List<String> getScopes() {
    return open().scope().tokens().stream().toList();
  }

  public String getWayOut() {
    return here.request().getContextPath() + "/connect/" + here.variable() + "/go";
  }

  /** A link whose provider is gone is closed as well, and was not used. */
  private static String state(Followed.Closed closed) {
    var link = closed.link();
    return link.usedAt() != null ? "used" : link.revokedAt() != null ? "revoked" : "ended";
  }

  private Followed.Open open() {
    return (Followed.Open) followed();
  }

  private Followed followed() {
    return Objects.requireNonNull(followed);
  }
}
