/**
 * The demo provider: an OAuth 2.0 and OpenID Connect authorization server for tests and for the
 * first minute with the portal. Protocol messages are read and written by the Nimbus SDK; what is
 * ours is the part under test elsewhere: how refresh tokens rotate, what a reuse does, and a ledger
 * that says what was really redeemed. It is never part of the WAR.
 *
 * <p>Tokens are sealed by a key instead of being looked up, so a grant is a few fields however
 * often it is refreshed; all that must survive is an append-only journal of those fields.
 */
@NullMarked
package io.evergrant.testkit.demo;

import org.jspecify.annotations.NullMarked;
