package io.evergrant.portal.bulk;

import io.evergrant.domain.bulk.BulkAct;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.usecase.bulk.ManageBulkActs;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The newest acts of the organisation; the log has them all. */
@Named("bulkActsPage")
@RequestScoped
public class BulkActsPage {
  private static final int SIZE = 50;

  @Inject private SignedInMember me;
  @Inject private ManageBulkActs acts;

  private List<BulkAct> rows = List.of();

  @PostConstruct
  void load() {
    rows = acts.list(me.member(), null, SIZE);
  }

  public List<BulkAct> getRows() {
    return rows;
  }
}
