package io.evergrant.domain.audit;

/**
 * A signed head of a tenant's chain.
 *
 * @param sequence of the newest event that it covers
 * @param since sequence of the checkpoint before; 0 for the first
 * @param hash of the link at {@code sequence}, in hexadecimal
 * @param body canonical JSON, which is what is signed
 * @param signature Ed25519 (RFC 8032) in Base64
 */
public record SignedCheckpoint(
    long sequence, long since, String hash, String body, String signature) {}
