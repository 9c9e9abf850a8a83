@NullMarked
package io.evergrant.domain.outcome;

import org.jspecify.annotations.NullMarked;
