/**
 * An account authorises: authorization code with PKCE (RFC 7636), bound to the browser session that
 * began it.
 */
@NullMarked
package io.evergrant.usecase.connect;

import org.jspecify.annotations.NullMarked;
