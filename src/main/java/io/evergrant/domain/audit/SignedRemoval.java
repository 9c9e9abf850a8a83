package io.evergrant.domain.audit;

/**
 * The signed record of events that are not kept any more.
 *
 * @param sequence of the newest of them: with it, all before it are gone
 * @param since sequence of the newest event that had been removed before
 * @param body canonical JSON, which is what is signed
 * @param signature Ed25519 (RFC 8032) in Base64
 */
public record SignedRemoval(long sequence, long since, String body, String signature) {}
