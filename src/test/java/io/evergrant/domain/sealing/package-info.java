@NullMarked
package io.evergrant.domain.sealing;

import org.jspecify.annotations.NullMarked;
