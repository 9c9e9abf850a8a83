/**
 * How a request to a token endpoint can end. Every set of endings is a sealed type, so a new ending
 * breaks each switch that forgot it.
 */
@NullMarked
package io.evergrant.domain.outcome;

import org.jspecify.annotations.NullMarked;
