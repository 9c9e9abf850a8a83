package io.evergrant.domain.audit;

import org.jspecify.annotations.Nullable;

/**
 * What is noted of an export so far.
 *
 * @param sequence of its last event
 * @param hash the link there, in hexadecimal; null before anything is noted
 * @param digest how far the SHA-256 of all bytes is computed; null before anything is noted
 */
public record ExportProgress(
    long sequence,
    @Nullable String hash,
    long events,
    long checkpoints,
    long bytes,
    int parts,
    @Nullable String digest) {}
