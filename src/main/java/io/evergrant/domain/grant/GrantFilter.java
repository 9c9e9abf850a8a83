package io.evergrant.domain.grant;

import io.evergrant.domain.provider.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which grants are meant; null, or an empty list, means any.
 *
 * @param text part of the account, the subject or the external id
 * @param cause code of the cause of a status that needs a person
 * @param endsWithin whose consent ends within that time, refreshed or not; whole days
 * @param scope one that was granted
 * @param from the consent was given then or later
 * @param before the consent was given earlier
 * @param rotation what was seen of the refresh token that is kept; a revoked grant has none
 * @param unanswered id of an act that made links: whose owner has not consented since
 * @param only these very grants
 */
public record GrantFilter(
    @Nullable String text,
    @Nullable GrantStatus status,
    @Nullable String cause,
    @Nullable ProviderId provider,
    @Nullable Duration endsWithin,
    @Nullable String scope,
    @Nullable Instant from,
    @Nullable Instant before,
    @Nullable Rotation rotation,
    @Nullable UUID unanswered,
    List<GrantId> only) {
  public static final GrantFilter ANY =
      new GrantFilter(null, null, null, null, null, null, null, null, null, null, List.of());

  public GrantFilter {
    only = List.copyOf(only);
  }

  /** The same about grants at one provider; null for any. */
  public GrantFilter at(@Nullable ProviderId other) {
    return new GrantFilter(
        text, status, cause, other, endsWithin, scope, from, before, rotation, unanswered, only);
  }

  /** Whether it leaves grants out. */
  public boolean isNarrow() {
    return !equals(ANY);
  }

  /** As it stands in the address of the list, without a question mark; empty for any. */
  public String query() {
    var query = new StringJoiner("&");
    add(query, "q", text);
    add(query, "status", code(status));
    add(query, "cause", cause);
    add(query, "provider", provider);
    add(query, "ends", endsWithin == null ? null : endsWithin.toDays());
    add(query, "scope", scope);
    add(query, "from", from);
    add(query, "before", before);
    add(query, "rotation", code(rotation));
    add(query, "unanswered", unanswered);
    only.forEach(grant -> add(query, "grant", grant));
    return query.toString();
  }

  private static @Nullable String code(@Nullable Enum<?> value) {
    return value == null ? null : value.name().toLowerCase(Locale.ROOT);
  }

  private static void add(StringJoiner query, String name, @Nullable Object value) {
    if (value != null) {
      query.add(name + "=" + Percent.encode(value.toString()));
    }
  }
}
