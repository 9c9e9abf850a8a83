/**
 * The refresh of a grant: claim, open, ask, classify, store, prove, commit. No transaction is open
 * while the network is used; what a crash leaves at each step is recovered from the durable intent.
 */
@NullMarked
package io.evergrant.usecase.refresh;

import org.jspecify.annotations.NullMarked;
