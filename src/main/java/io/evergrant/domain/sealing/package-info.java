/** What lets a token cross a browser, sealed: keys that are good once. */
@NullMarked
package io.evergrant.domain.sealing;

import org.jspecify.annotations.NullMarked;
