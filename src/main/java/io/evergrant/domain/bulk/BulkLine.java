package io.evergrant.domain.bulk;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.ConsentLinkId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One grant that an act hits.
 *
 * @param number its place in the act, by account
 * @param account label of the account, as it is now
 * @param begun whether something was done already
 * @param result null while it is not over
 * @param detail what specifies the result: an outcome, a status, the id of a link
 * @param link what came of the link that was made; null where none was
 */
public record BulkLine(
    int number,
    GrantId grant,
    String account,
    @Nullable String externalId,
    ProviderId provider,
    String providerName,
    boolean begun,
    @Nullable BulkResult result,
    @Nullable String detail,
    @Nullable LinkStanding link,
    @Nullable Instant overAt) {

  /** The link that was made; empty where none was. */
  public Optional<ConsentLinkId> made() {
    return link == null
        ? Optional.empty()
        : Optional.ofNullable(detail).map(UUID::fromString).map(ConsentLinkId::new);
  }
}
