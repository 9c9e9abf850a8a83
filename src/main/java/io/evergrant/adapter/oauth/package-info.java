/**
 * OAuth 2.0 and OpenID Connect as clients speak them. Requests are made by the Nimbus SDK, which
 * knows the standards; answers are read by our own tolerant reader, because providers do not keep
 * to them.
 */
@NullMarked
package io.evergrant.adapter.oauth;

import org.jspecify.annotations.NullMarked;
