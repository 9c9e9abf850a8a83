/** Webhooks: the list, the form, one webhook with what was sent to it, and one delivery. */
@NullMarked
package io.evergrant.portal.webhook;

import org.jspecify.annotations.NullMarked;
