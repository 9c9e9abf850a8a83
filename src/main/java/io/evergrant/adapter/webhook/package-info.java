/** Sends to webhooks as the Standard Webhooks specification (1.0.0) has it. */
@NullMarked
package io.evergrant.adapter.webhook;

import org.jspecify.annotations.NullMarked;
