/** Webhooks: an admin or a back end makes them, and nodes send to them what the log tells. */
@NullMarked
package io.evergrant.usecase.webhook;

import org.jspecify.annotations.NullMarked;
