package io.evergrant.usecase.access.forward;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as it was asked for.
 *
 * @param lifeSeconds null for the longest
 * @param methods null for those that only read
 * @param paths prefixes such as {@code api.example.com/v1/files}; null for every registered host
 * @param origin such as {@code https://app.example.com}; null for any
 * @param thumbprint of the page's key, for a ticket bound by DPoP; null for one bound by a cookie
 */
public record TicketWish(
    @Nullable Long lifeSeconds,
    @Nullable List<String> methods,
    @Nullable List<String> paths,
    @Nullable String origin,
    @Nullable String thumbprint) {}
