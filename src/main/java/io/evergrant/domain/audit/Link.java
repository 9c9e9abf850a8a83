package io.evergrant.domain.audit;

/**
 * An event's place in its tenant's chain. Hashes are SHA-256 in hexadecimal.
 *
 * @param sequence from 1, without gaps
 * @param number of the event
 * @param leaf of the event's canonical text
 * @param previous the hash of the link before; zeros before the first
 * @param hash of previous, sequence and leaf
 */
public record Link(long sequence, long number, String leaf, String previous, String hash) {}
