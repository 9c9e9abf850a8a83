package io.evergrant.portal.handover;

import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.usecase.handover.HandOverToken;
import io.evergrant.usecase.overview.ReadGrants;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.InstantSource;
import java.util.List;

/** The newest hand-overs of the organisation; the log has them all. */
@Named("handOversPage")
@RequestScoped
public class HandOversPage {
  private static final int SIZE = 50;

  @Inject private SignedInMember me;
  @Inject private HandOverToken handOvers;
  @Inject private ReadGrants grants;
  @Inject private InstantSource clock;

  private List<HandOverView> rows = List.of();
  private boolean allowed;

  @PostConstruct
  void load() {
    var now = clock.instant();
    allowed = handOvers.isAllowed(me.member());
    rows =
        handOvers.list(me.member(), SIZE).stream()
            .map(handOver -> HandOverView.of(handOver, now, me, grants, handOvers))
            .toList();
  }

  public List<HandOverView> getRows() {
    return rows;
  }

  public boolean isAllowed() {
    return allowed;
  }
}
