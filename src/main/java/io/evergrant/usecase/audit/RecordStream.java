package io.evergrant.usecase.audit;

import io.evergrant.domain.audit.ReceiverTrouble;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.LinkedLog;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.SyslogCursors;
import io.evergrant.usecase.port.SyslogCursors.Due;
import io.evergrant.usecase.port.SyslogCursors.Reached;
import io.evergrant.usecase.port.SyslogCursors.Taken;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The database's share of sending the log to a syslog receiver, one short transaction a step. */
@Singleton
public class RecordStream {
  /** Longer than a page can be under way. */
  private static final Duration LEASE = Duration.ofSeconds(45);

  private static final Duration LONGEST_REST = Duration.ofMinutes(1);

  private final SyslogCursors cursors;
  private final LinkedLog log;
  private final PortalSettings portal;

  @Inject
  public RecordStream(SyslogCursors cursors, LinkedLog log, PortalSettings portal) {
    this.cursors = cursors;
    this.log = log;
    this.portal = portal;
  }

  @Transactional
  List<Due> due() {
    return cursors.due();
  }

  @Transactional
  Optional<Long> claim() {
    return cursors.claim(portal.node(), LEASE);
  }

  /** What comes next of a tenant's log; empty where the turn is another's by now. */
  @Transactional
  Optional<StreamPage> page(long fence, Due due, Reached from) {
    return cursors.goOn(fence, LEASE)
        ? Optional.of(StreamPage.read(log, due, from))
        : Optional.empty();
  }

  @Transactional
  Taken taken(long fence, Map<TenantId, Reached> reached) {
    return cursors.taken(fence, reached);
  }

  @Transactional
  boolean failed(long fence, ReceiverTrouble trouble) {
    return cursors.failed(fence, trouble, LONGEST_REST);
  }
}
