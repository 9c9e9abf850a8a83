@NullMarked
package io.evergrant.domain.catalogue;

import org.jspecify.annotations.NullMarked;
