package io.evergrant.it.postgresql;

/** Events as they were written some time ago. */
final class OldEvents {
  private OldEvents() {}

  static void append(Household home, int events, String age) {
    Server.asSuperuser(
        """
        INSERT INTO audit_event (tenant_id, at, type, actor_kind, terminal, details)
        SELECT '%s', eg_now() - interval '%s', 'signed_in', 'anonymous', false, jsonb_build_object('cause', n::text)
        FROM generate_series(1, %d) n
        """
            .formatted(home.tenant, age, events));
  }

  /** Everything is linked, and its head signed. */
  static void sign(Household home, Chain chain) {
    chain.runUp();
    Server.asSuperuser(
        "UPDATE audit_sequencer SET unsigned_since = eg_now() - interval '2 minutes' WHERE tenant_id = '%s' AND linked > signed"
            .formatted(home.tenant));
    chain.runUp();
  }
}
