@NullMarked
package io.evergrant.domain.audit;

import org.jspecify.annotations.NullMarked;
