package io.evergrant.usecase.port;

import io.evergrant.domain.secret.TicketSecret;
import io.evergrant.domain.ticket.Binding;
import java.net.URI;

/** Checks proofs that a caller holds a key (RFC 9449 section 4.3). */
public interface ProofOfPossession {
  /**
   * Checks all of a proof but whether it was shown before.
   *
   * @param proof value of the field {@code DPoP}
   * @param uri that was called, as callers know it; its query does not count
   */
  Checked check(String proof, String method, URI uri, TicketSecret ticket, Binding.DpopKey key);

  /** What a proof is worth. */
  sealed interface Checked {
    /** Good, the first time that it is shown; {@code id} is its {@code jti}. */
    record Good(String id) implements Checked {}

    /** Bad; {@code why} is for a person and repeats nothing of the proof. */
    record Bad(String why) implements Checked {}
  }
}
