/** Tests of what a key may do, and from where. */
@NullMarked
package io.evergrant.domain.apikey;

import org.jspecify.annotations.NullMarked;
