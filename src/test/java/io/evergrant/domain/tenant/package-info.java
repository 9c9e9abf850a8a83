@NullMarked
package io.evergrant.domain.tenant;

import org.jspecify.annotations.NullMarked;
