/**
 * A refresh token leaves: where the organisation allows it, when a second admin approves, sealed to
 * a key that the receiver's page made for this one time.
 */
@NullMarked
package io.evergrant.usecase.handover;

import org.jspecify.annotations.NullMarked;
