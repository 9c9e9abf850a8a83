@NullMarked
package io.evergrant.domain.secret;

import org.jspecify.annotations.NullMarked;
