/** Tests of staged tests. */
@NullMarked
package io.evergrant.domain.staged;

import org.jspecify.annotations.NullMarked;
