/**
 * The one way out to a provider. Every request goes through {@link
 * io.evergrant.adapter.http.GuardedClient}: an address is looked up once, judged, and connected to
 * as judged; nothing is followed, repeated or remembered; and the answer always tells whether the
 * request provably never left.
 */
@NullMarked
package io.evergrant.adapter.http;

import org.jspecify.annotations.NullMarked;
