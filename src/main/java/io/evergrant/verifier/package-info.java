/**
 * Verifies an exported audit log, offline, with nothing but the JDK: it trusts neither the database
 * nor the portal, only the public key. Also the one place where the chain's formulas stand, so that
 * the portal computes what is verified here.
 *
 * <p>An export is JSON Lines; every line is canonical (RFC 8785):
 *
 * <pre>
 * {"manifest":{"after":0,"before":null,"format":"evergrant-audit-export/1","previous":"00…","tenant":"…","time":"…"}}
 * {"event":{…},"hash":"…","sequence":1}
 * {"checkpoint":{"format":…,"head":"…","key":"…","previous":null,"root":"…","sequence":1,"since":0,…},"signature":"…"}
 * {"end":{"checkpoints":1,"events":1,"hash":"…","sequence":1}}
 * </pre>
 *
 * <p>Hashes are SHA-256, in hexadecimal. A leaf is the hash of 0x00 and the event's bytes (RFC 9162
 * section 2.1.1); a link the hash of 0x02, the link before it (32 zero bytes before the first), the
 * sequence as eight bytes, and the leaf. A checkpoint signs the link at its sequence and the Merkle
 * tree's root over the leaves since the checkpoint before it, with Ed25519 (RFC 8032).
 *
 * <p>Where events were removed, as an organisation keeps its log for some months, a signed record
 * of that stands behind the manifest, and the checkpoint that it names: the last one over what was
 * removed, to whose head the first event left is linked.
 *
 * <pre>
 * {"removal":{"checkpoint":"…","format":"evergrant-audit-removal/1","head":"…","root":"…","sequence":9,…},"signature":"…"}
 * {"checkpoint":{…,"sequence":9,…},"signature":"…"}
 * </pre>
 */
@NullMarked
package io.evergrant.verifier;

import org.jspecify.annotations.NullMarked;
