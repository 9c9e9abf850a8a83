@NullMarked
package io.evergrant.domain.webhook;

import org.jspecify.annotations.NullMarked;
