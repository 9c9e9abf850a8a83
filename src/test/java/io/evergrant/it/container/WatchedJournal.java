package io.evergrant.it.container;

import io.evergrant.adapter.postgresql.Db;
import io.evergrant.adapter.postgresql.RefreshJournalStore;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.grant.Claim;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The real one, which also remembers ends that the database refused. */
@Alternative
@Priority(1)
@Singleton
public class WatchedJournal extends RefreshJournalStore {
  static final String REFUSED = "end refused";

  private final NetworkWatch watch;

  @Inject
  public WatchedJournal(Db db, NetworkWatch watch) {
    super(db);
    this.watch = watch;
  }

  @Override
  public boolean end(Claim claim, Ending ending, AuditEvent event) {
    try {
      return super.end(claim, ending, event);
    } catch (RuntimeException e) {
      watch.note(REFUSED, claim.tenant().toString());
      throw e;
    }
  }
}
