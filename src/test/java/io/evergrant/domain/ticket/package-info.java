@NullMarked
package io.evergrant.domain.ticket;

import org.jspecify.annotations.NullMarked;
