package io.evergrant.usecase.connect;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.ConsentLinkId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A consent link that somebody wants.
 *
 * @param provider at which a new account is to be connected; null where a grant is named
 * @param grant that is to be authorised again
 * @param externalId the tenant's own name for a new account; empty for none
 * @param returnTo where the owner may go on afterwards; empty for nowhere
 * @param once the id of its link, where the same wish may come again because nobody knows what
 *     became of the first; null for a link of its own
 * @param owner mail address of the account's owner; empty where none is told
 * @param mailed whether the owner is mailed the link
 */
public record LinkWish(
    @Nullable ProviderId provider,
    @Nullable GrantId grant,
    String externalId,
    String returnTo,
    Duration life,
    @Nullable ConsentLinkId once,
    String owner,
    boolean mailed) {
  public static final Duration USUAL_LIFE = Duration.ofDays(7);
  public static final Duration SHORTEST_LIFE = Duration.ofMinutes(5);
  public static final Duration LONGEST_LIFE = Duration.ofDays(30);

  /** One that whoever made it passes on. */
  public LinkWish(
      @Nullable ProviderId provider,
      @Nullable GrantId grant,
      String externalId,
      String returnTo,
      Duration life,
      @Nullable ConsentLinkId once) {
    this(provider, grant, externalId, returnTo, life, once, "", false);
  }

  /** For a grant that needs consent, as people usually want it. */
  public static LinkWish again(GrantId grant) {
    return new LinkWish(null, grant, "", "", USUAL_LIFE, null);
  }
}
