/**
 * Plain-text secrets. No type here prints, serialises or compares itself by accident; where each
 * may be seen is held by the architecture test.
 */
@NullMarked
package io.evergrant.domain.secret;

import org.jspecify.annotations.NullMarked;
