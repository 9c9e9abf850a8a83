package io.evergrant.api;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.usecase.connect.ManageLinks;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Where only the account's owner can help: what a back end may send to that person. */
@Singleton
class LinkForOwner {
  private final ManageLinks links;

  @Inject
  LinkForOwner(ManageLinks links) {
    this.links = links;
  }

  /** Null where the owner is not the one who can help. */
  @Nullable String of(ApiKey key, GrantId grant, GrantStatus status) {
    return switch (status) {
      case NEEDS_CONSENT, PENDING, REVOKED ->
          links.again(key, grant).map(OneTimeSecret::reveal).orElse(null);
      case ACTIVE, UNPROVED, NEEDS_REVIEW, PAUSED -> null;
    };
  }
}
