package io.evergrant.usecase.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.audit.Link;
import io.evergrant.domain.audit.LoggedEvent;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditChain;
import io.evergrant.usecase.port.AuditChain.Unlinked;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.verifier.ChainHash;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The database's share of chaining, one short transaction a step. */
@Singleton
public class RecordChain {
  static final int BATCH = 1_000;
  private static final Duration LEASE = Duration.ofSeconds(15);

  private final AuditChain chain;
  private final PortalSettings portal;

  @Inject
  public RecordChain(AuditChain chain, PortalSettings portal) {
    this.chain = chain;
    this.portal = portal;
  }

  @Transactional
  void raiseFloor() {
    chain.raiseFloor();
  }

  @Transactional
  List<TenantId> claim(int limit) {
    return chain.claim(portal.node(), limit, LEASE);
  }

  /** Links what has no link yet, a batch at most; where that was all the lease is given back. */
  @Transactional
  Linked link(TenantId tenant) {
    var found = chain.unlinked(tenant, portal.node(), BATCH);
    if (found.isEmpty()) {
      return new Linked(0, false);
    }
    var links = links(found.get());
    var more = links.size() == BATCH;
    chain.append(tenant, links, settled(found.get()), !more);
    return new Linked(links.size(), more);
  }

  /**
   * What came of it.
   *
   * @param more there may be more to link, and the lease is kept for it
   */
  record Linked(int events, boolean more) {}

  private static List<Link> links(Unlinked unlinked) {
    var hash = new ChainHash();
    var links = new ArrayList<Link>();
    var sequence = unlinked.head();
    var previous = Objects.requireNonNullElse(unlinked.hash(), ChainHash.BEFORE_THE_FIRST);
    for (LoggedEvent event : unlinked.events()) {
      sequence++;
      var leaf = hash.leaf(event.canonical().getBytes(UTF_8));
      var next = ChainHash.hex(hash.link(ChainHash.bytes(previous), sequence, leaf));
      links.add(new Link(sequence, event.number(), ChainHash.hex(leaf), previous, next));
      previous = next;
    }
    return links;
  }

  /** A full batch may have left some behind it; whatever is above the floor may still be joined. */
  private static long settled(Unlinked unlinked) {
    var events = unlinked.events();
    var reached =
        events.size() < BATCH
            ? unlinked.floor()
            : Math.min(unlinked.floor(), events.getLast().number());
    return Math.max(unlinked.settled(), reached);
  }

  @Transactional
  void release(TenantId tenant) {
    chain.release(tenant, portal.node());
  }
}
