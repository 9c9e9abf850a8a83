package io.evergrant.usecase.connect;

import io.evergrant.domain.bulk.BulkActId;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.notice.AskStep;
import io.evergrant.domain.notice.Letter;
import io.evergrant.domain.notice.MailAddress;
import io.evergrant.domain.notice.MailEnding;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.MailServer;
import io.evergrant.usecase.port.NoticeTurns.MailTurn;
import io.evergrant.usecase.port.OwnerContacts;
import io.evergrant.usecase.port.OwnerMails;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Owners in memory: where they are reached, and which links they are mailed. */
final class Owners implements OwnerContacts, OwnerMails, MailServer {
  final Map<GrantId, MailAddress> ofGrants = new HashMap<>();
  final Map<ConsentLinkId, MailAddress> ofLinks = new HashMap<>();
  final List<ConsentLinkId> mailed = new ArrayList<>();
  boolean isThere = true;

  @Override
  public Optional<MailAddress> find(TenantId tenant, GrantId grant) {
    return Optional.ofNullable(ofGrants.get(grant));
  }

  @Override
  public void save(TenantId tenant, GrantId grant, MailAddress address) {
    ofGrants.put(grant, address);
  }

  @Override
  public boolean forget(TenantId tenant, GrantId grant) {
    return ofGrants.remove(grant) != null;
  }

  @Override
  public void save(TenantId tenant, ConsentLinkId link, MailAddress address) {
    ofLinks.put(link, address);
  }

  @Override
  public void moved(TenantId tenant, ConsentLinkId link, GrantId grant) {
    if (ofLinks.containsKey(link)) {
      ofGrants.put(grant, Objects.requireNonNull(ofLinks.remove(link)));
    }
  }

  @Override
  public void insert(TenantId tenant, UUID id, ConsentLinkId link, AskStep step) {
    mailed.add(link);
  }

  @Override
  public boolean insertIfRested(
      TenantId tenant, UUID id, ConsentLinkId link, AskStep step, Duration rest) {
    return !mailed.contains(link) && mailed.add(link);
  }

  @Override
  public boolean isConfigured() {
    return isThere;
  }

  @Override
  public MailEnding send(Letter letter) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int insertOf(TenantId tenant, BulkActId act, Duration rest) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Mailed> newest(TenantId tenant, GrantId grant) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Due> due(TenantId tenant, Duration settled, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Ready> find(TenantId tenant, MailTurn turn) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean sent(TenantId tenant, MailTurn turn) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean failed(TenantId tenant, MailTurn turn, MailEnding why, Duration rest) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean givenUp(TenantId tenant, MailTurn turn, @Nullable MailEnding why) {
    throw new UnsupportedOperationException();
  }
}
