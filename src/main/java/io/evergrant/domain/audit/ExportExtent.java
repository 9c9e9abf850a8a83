package io.evergrant.domain.audit;

import org.jspecify.annotations.Nullable;

/**
 * Where an export begins and ends. Once it is fixed the export is too: the log only grows.
 *
 * @param after events after this sequence
 * @param upTo the last event's sequence; where the range had no end, or its end lies between two
 *     checkpoints, that of the checkpoint which covers it
 * @param signedUpTo the last checkpoint's sequence
 * @param before null where the log has been exported to its newest signed event
 * @param previous the link at {@code after}, in hexadecimal
 * @param asOf as of when the log has no later event, in UTC with six decimals
 */
public record ExportExtent(
    long after, long upTo, long signedUpTo, @Nullable Long before, String previous, String asOf) {}
