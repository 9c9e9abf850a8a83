package io.evergrant.domain.audit;

import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event as it is read.
 *
 * @param number grows with time within the database; the permanent address of the event
 * @param actor for a person: an address; {@code api_key:} and the key's name; {@code timer}, {@code
 *     portal} or {@code anonymous}
 * @param account label of the grant's account, as it is today
 */
public record AuditEntry(
    long number,
    Instant at,
    AuditEventType type,
    String actor,
    @Nullable GrantId grant,
    @Nullable String account,
    @Nullable ProviderId provider,
    @Nullable String providerName,
    @Nullable AttemptId attempt,
    @Nullable String outcome,
    Map<String, String> details) {}
