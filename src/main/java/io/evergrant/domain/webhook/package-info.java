/** Where events of a log are sent as they come to light, and how that goes. */
@NullMarked
package io.evergrant.domain.webhook;

import org.jspecify.annotations.NullMarked;
