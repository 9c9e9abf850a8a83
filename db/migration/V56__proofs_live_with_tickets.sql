-- Proofs that were shown stay for as long as their ticket: nothing looks for old ones any more.
DROP INDEX ticket_proof_shown;
