package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.adapter.postgresql.AnswerStore;
import io.evergrant.adapter.postgresql.ApiHostStore;
import io.evergrant.adapter.postgresql.ApiKeyLookupStore;
import io.evergrant.adapter.postgresql.ApiKeyStore;
import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.AuthorizationStore;
import io.evergrant.adapter.postgresql.BulkActStore;
import io.evergrant.adapter.postgresql.ClientKeyStore;
import io.evergrant.adapter.postgresql.ConsentLinkStore;
import io.evergrant.adapter.postgresql.DeliveryLogStore;
import io.evergrant.adapter.postgresql.EscrowStore;
import io.evergrant.adapter.postgresql.GrantChangeStore;
import io.evergrant.adapter.postgresql.GrantStore;
import io.evergrant.adapter.postgresql.HandOverStore;
import io.evergrant.adapter.postgresql.LinkedLogStore;
import io.evergrant.adapter.postgresql.MemberStore;
import io.evergrant.adapter.postgresql.NoticeMailStore;
import io.evergrant.adapter.postgresql.NoticeStore;
import io.evergrant.adapter.postgresql.NoticeWishStore;
import io.evergrant.adapter.postgresql.NoticeWorkStore;
import io.evergrant.adapter.postgresql.OverviewStore;
import io.evergrant.adapter.postgresql.OwnerContactStore;
import io.evergrant.adapter.postgresql.OwnerMailStore;
import io.evergrant.adapter.postgresql.PresentationStore;
import io.evergrant.adapter.postgresql.ProviderStore;
import io.evergrant.adapter.postgresql.RefreshJournalStore;
import io.evergrant.adapter.postgresql.SavedViewStore;
import io.evergrant.adapter.postgresql.SealingKeyStore;
import io.evergrant.adapter.postgresql.SightingStore;
import io.evergrant.adapter.postgresql.StagedTestStore;
import io.evergrant.adapter.postgresql.StagedTestWorkStore;
import io.evergrant.adapter.postgresql.TenantPolicyStore;
import io.evergrant.adapter.postgresql.TicketStore;
import io.evergrant.adapter.postgresql.WebhookStore;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.bulk.BulkKind;
import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.grant.GrantFilter;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantQuestion;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.grant.Trigger;
import io.evergrant.domain.notice.AskStep;
import io.evergrant.domain.notice.MailAddress;
import io.evergrant.domain.notice.MailEnding;
import io.evergrant.domain.notice.Topic;
import io.evergrant.domain.provider.ClientKey;
import io.evergrant.domain.provider.ClientKeyId;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.provider.SigningAlgorithm;
import io.evergrant.domain.provider.SomeProvider;
import io.evergrant.domain.sealing.HandOverId;
import io.evergrant.domain.sealing.SealingKeyId;
import io.evergrant.domain.staged.Stage;
import io.evergrant.domain.staged.StageEnding;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.domain.tenant.Presentation;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.tenant.TenantPolicy;
import io.evergrant.domain.ticket.ApiHost;
import io.evergrant.domain.ticket.Binding;
import io.evergrant.domain.ticket.TicketId;
import io.evergrant.domain.webhook.WebhookId;
import io.evergrant.usecase.port.Answers;
import io.evergrant.usecase.port.ApiKeys;
import io.evergrant.usecase.port.Authorizations.BegunBy;
import io.evergrant.usecase.port.Authorizations.Pending;
import io.evergrant.usecase.port.BulkActs.Fresh;
import io.evergrant.usecase.port.ClientKeys;
import io.evergrant.usecase.port.ConsentLinks;
import io.evergrant.usecase.port.Escrow.Kept;
import io.evergrant.usecase.port.EscrowSeal;
import io.evergrant.usecase.port.HandOvers;
import io.evergrant.usecase.port.NoticeTurns.MailTurn;
import io.evergrant.usecase.port.RefreshJournal.Exchange;
import io.evergrant.usecase.port.RefreshJournal.Mark;
import io.evergrant.usecase.port.SealingKeys;
import io.evergrant.usecase.port.SealingKeys.Taken;
import io.evergrant.usecase.port.StagedTestWork;
import io.evergrant.usecase.port.Tickets;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant with every id of another in its hand finds nothing and changes nothing. */
class TenancyIT {
  private static final List<String> TABLES_WITH_TENANTS_ROWS =
      List.of(
          "tenant",
          "member",
          "provider",
          "oauth_grant",
          "refresh_attempt",
          "audit_event",
          "audit_link",
          "audit_checkpoint",
          "audit_sequencer",
          "syslog_cursor",
          "authorization_request",
          "token_escrow",
          "provider_breaker",
          "api_key",
          "api_key_secret",
          "provider_api_host",
          "ticket",
          "ticket_proof",
          "answered_once",
          "sealing_key",
          "hand_over",
          "outcome_hour",
          "outcome_counted",
          "token_rewrap",
          "notice",
          "notice_item",
          "notice_mail",
          "notice_turn",
          "notice_wish",
          "audit_export",
          "audit_export_part",
          "audit_export_link",
          "webhook",
          "webhook_delivery",
          "webhook_attempt",
          "owner_contact",
          "owner_mail",
          "bulk_act",
          "bulk_item",
          "saved_view",
          "tenant_end",
          "audit_verification",
          "audit_retention",
          "legal_hold",
          "audit_removal",
          "client_key",
          "provider_test",
          "provider_test_stage");

  private final Household theirs = new Household();
  private final Household ours = new Household();
  private final Provider provider = theirs.provider("Mail");
  private final GrantId grant = theirs.grant(provider, "victim");
  private final UUID request = UUID.randomUUID();
  private final ApiKeyId key = new ApiKeyId(UUID.randomUUID());
  private final ConsentLinkId link = new ConsentLinkId(UUID.randomUUID());
  private final ConsentLinkStore links = new ConsentLinkStore(Server.db());
  private final PresentationStore presentations = new PresentationStore(Server.db());
  private final ApiKeyStore keys = new ApiKeyStore(Server.db());
  private final ApiHostStore hosts = new ApiHostStore(Server.db());
  private final TicketStore tickets = new TicketStore(Server.db());
  private final AnswerStore answers = new AnswerStore(Server.db());
  private final UUID run = UUID.randomUUID();
  private final TicketId ticket = new TicketId(UUID.randomUUID());
  private final TenantPolicyStore policies = new TenantPolicyStore(Server.db());
  private final SealingKeyStore sealingKeys = new SealingKeyStore(Server.db());
  private final HandOverStore handOvers = new HandOverStore(Server.db());
  private final HandOverId handOver = new HandOverId(UUID.randomUUID());
  private final SealingKeyId sealingKey = new SealingKeyId(UUID.randomUUID());
  private final ClientKeyStore clientKeys = new ClientKeyStore(Server.db());
  private final ClientKeyId clientKey = new ClientKeyId(UUID.randomUUID());
  private final ProviderStore providers = new ProviderStore(Server.db());
  private final GrantStore grants = new GrantStore(Server.db());
  private final GrantChangeStore changes = new GrantChangeStore(Server.db());
  private final RefreshJournalStore journal = new RefreshJournalStore(Server.db());
  private final AuditStore audit = new AuditStore(Server.db());
  private final LinkedLogStore linked = new LinkedLogStore(Server.db());
  private final AuthorizationStore authorizations = new AuthorizationStore(Server.db());
  private final EscrowStore escrow = new EscrowStore(Server.db());
  private final NoticeWishStore wishes = new NoticeWishStore(Server.db());
  private final UUID notice = UUID.randomUUID();
  private final StagedTestStore tests = new StagedTestStore(Server.db());

  /** One row of theirs in every table. */
  @BeforeEach
  void their_rows() {
    audit.append(
        AuditEvent.about(
            theirs.tenant,
            AuditEventType.GRANT_RETRIED,
            theirs.person(),
            provider.id(),
            grant,
            Map.of()));
    chained();
    counted();
    sent();
    noticed();
    tested();
    authorizations.insert(pending(), Duration.ofMinutes(10));
    keys.insert(
        new ApiKeys.Fresh(
            key, theirs.tenant, "worker", Set.of(ApiScope.READ), null, List.of(), null),
        new ApiKeys.Hashed("hash-of-" + key, "eg_their"));
    hosts.replace(theirs.tenant, provider.id(), List.of(ApiHost.parse("https://api.example.com")));
    tickets.insert(ticketOf(theirs.tenant), "hash-of-" + ticket);
    tickets.firstProof(theirs.tenant, ticket, "theirs");
    links.insert(linkOf(theirs.tenant, link, grant));
    asked();
    begin(theirs.tenant, run);
    answers.end(theirs.tenant, key, "same", run, "digest", "sealed");
    sealingKeys.insert(
        new SealingKeys.Fresh(
            sealingKey, theirs.tenant, theirs.person().id(), "session", Duration.ofMinutes(5)));
    handOvers.insert(wishOf(theirs.tenant, handOver));
    var signing = new ClientKeys.Fresh(clientKey, SigningAlgorithm.ES256, "their-kid", "{}");
    clientKeys.insert(theirs.tenant, provider.id(), signing, true);
  }

  private static Steward steward(Household home) {
    return new Steward(home.tenant, new Actor.Person(home.admin, home.adminEmail), null);
  }

  /** Ended: no node is to go on with it. */
  private void tested() {
    var test = tests.insert(provider, steward(theirs)).orElseThrow();
    tests.add(theirs.tenant, test, Stage.NAME, new StageEnding.NotTried(), Duration.ofMillis(12));
    assertThat(tests.stop(theirs.tenant, test)).isTrue();
  }

  @Test
  void P14_a_foreign_test_of_a_provider_is_neither_found_nor_ended_nor_made() {
    var test = tests.insert(provider, steward(theirs)).orElseThrow();
    assertThat(tests.find(ours.tenant, test)).isEmpty();
    assertThat(tests.list(ours.tenant, provider.id(), 1)).isEmpty();
    assertThat(tests.stop(ours.tenant, test)).isFalse();
    var turn = new StagedTestWork.Turn(steward(ours), test, provider.id(), 0, 1);
    var work = new StagedTestWorkStore(Server.db());
    assertThat(work.hold(turn, Duration.ofMinutes(1))).isEmpty();
    assertThat(work.end(turn)).isFalse();
    assertThatThrownBy(() -> tests.insert(asOurs(provider), steward(ours)))
        .hasMessageContaining("foreign key");
    var forged = new StageEnding.BrokeOff();
    assertThatThrownBy(() -> tests.add(ours.tenant, test, Stage.TLS, forged, Duration.ofMillis(1)))
        .hasMessageContaining("foreign key");
    assertThat(tests.stop(theirs.tenant, test)).as("theirs goes on until they end it").isTrue();
    assertThat(tests.find(theirs.tenant, test).orElseThrow().results()).isEmpty();
    assertThat(new SightingStore(Server.db()).of(ours.tenant, provider.id(), 10)).isEmpty();
    assertThat(new SightingStore(Server.db()).ofEach(ours.tenant, 10)).isEmpty();
  }

  private HandOvers.Fresh wishOf(TenantId tenant, HandOverId id) {
    return new HandOvers.Fresh(
        id, tenant, grant, theirs.admin, "session", "to move", "a key", Duration.ofMinutes(30));
  }

  @Test
  void P14_a_foreign_act_on_many_grants_and_a_foreign_view_are_not_there() {
    var acts = new BulkActStore(Server.db());
    var views = new SavedViewStore(Server.db());
    var by = new Steward(theirs.tenant, theirs.person(), null);
    var wish = new Fresh(BulkKind.REVOKE, GrantFilter.ANY, by, true, Duration.ofDays(1));
    var act = acts.insert(theirs.tenant, wish, null).orElseThrow();
    views.save(theirs.tenant, "Theirs", "", "ada", 20);
    assertThat(acts.find(ours.tenant, act)).isEmpty();
    assertThat(acts.list(ours.tenant, null, null, 10)).isEmpty();
    assertThat(acts.lines(ours.tenant, act, 0, 10)).isEmpty();
    assertThat(acts.progress(ours.tenant, act).waiting()).isZero();
    assertThat(acts.underWay(ours.tenant)).isZero();
    assertThat(acts.preview(ours.tenant, BulkKind.REVOKE, GrantFilter.ANY, 10).first())
        .noneMatch(account -> account.grant().equals(grant));
    assertThat(acts.decide(ours.tenant, act, ours.admin, true)).isFalse();
    assertThat(acts.cancel(ours.tenant, act, "us")).isFalse();
    assertThat(views.list(ours.tenant)).isEmpty();
    assertThat(views.remove(ours.tenant, views.list(theirs.tenant).getFirst().id())).isEmpty();
    assertThat(acts.underWay(theirs.tenant)).isEqualTo(1);
    assertThat(acts.lines(theirs.tenant, act, 0, 10)).isNotEmpty();
  }

  @Test
  void P14_a_foreign_hand_over_is_neither_found_nor_decided_nor_taken() {
    assertThat(handOvers.find(ours.tenant, handOver)).isEmpty();
    assertThat(handOvers.list(ours.tenant, null, 10)).isEmpty();
    assertThat(handOvers.countAsked(ours.tenant)).isZero();
    assertThat(handOvers.decide(ours.tenant, handOver, ours.admin, true)).isFalse();
    assertThat(handOvers.take(ours.tenant, handOver, theirs.admin, "session")).isFalse();
    var reaching = wishOf(ours.tenant, new HandOverId(UUID.randomUUID()));
    assertThatThrownBy(() -> handOvers.insert(reaching)).hasMessageContaining("foreign key");
    assertThat(handOvers.countAsked(theirs.tenant)).isEqualTo(1);
  }

  private Optional<Answers.Earlier> begin(TenantId tenant, UUID by) {
    return answers.begin(tenant, key, "same", by, Duration.ofDays(1), Duration.ofMinutes(10));
  }

  @Test
  void P14_an_answer_is_neither_found_nor_changed_nor_forgotten_by_another_tenant() {
    assertThatThrownBy(() -> begin(ours.tenant, UUID.randomUUID()))
        .as("nobody's key but the own")
        .hasMessageContaining("foreign key");
    answers.end(ours.tenant, key, "same", run, "forged", "forged");
    answers.forget(ours.tenant, key, "same", run);
    assertThat(begin(theirs.tenant, UUID.randomUUID()))
        .contains(new Answers.Earlier("digest", "sealed", true));
  }

  @Test
  void P14_a_foreign_clients_key_is_neither_seen_nor_used_nor_ended() {
    assertThat(clientKeys.list(ours.tenant, provider.id())).isEmpty();
    assertThat(clientKeys.use(ours.tenant, provider.id(), clientKey, Duration.ZERO)).isFalse();
    clientKeys.endAll(ours.tenant, provider.id());
    clientKeys.remove(ours.tenant, clientKey);
    assertThat(clientKeys.list(theirs.tenant, provider.id()))
        .extracting(ClientKey::state)
        .containsExactly(ClientKey.State.SIGNS);
    assertThat(clientKeys.of(provider.id())).as("public halves are public").containsExactly("{}");
  }

  @Test
  void P14_a_foreign_sealing_key_is_neither_counted_nor_used_nor_forgotten() {
    assertThat(sealingKeys.countOpen(ours.tenant)).isZero();
    assertThat(sealingKeys.take(ours.tenant, sealingKey, theirs.person().id(), "session"))
        .isEqualTo(Taken.UNKNOWN);
    sealingKeys.destroyed(ours.tenant, sealingKey);
    assertThat(sealingKeys.take(theirs.tenant, sealingKey, theirs.person().id(), "session"))
        .isEqualTo(Taken.TAKEN);
  }

  @Test
  void P14_what_another_tenant_allows_is_its_own() {
    assertThat(
            policies.save(
                ours.tenant,
                new TenantPolicy(false, false, false),
                new TenantPolicy(true, true, false)))
        .isTrue();
    assertThat(policies.find(theirs.tenant)).isEqualTo(new TenantPolicy(false, false, false));
    assertThat(policies.find(ours.tenant)).isEqualTo(new TenantPolicy(true, true, false));
  }

  private ConsentLinks.Fresh linkOf(TenantId tenant, ConsentLinkId id, @Nullable GrantId of) {
    return new ConsentLinks.Fresh(
        id, tenant, provider.id(), of, null, null, "admin", Duration.ofDays(7));
  }

  @Test
  void P14_a_foreign_consent_link_is_neither_found_nor_changed() {
    assertThat(links.find(ours.tenant, link)).isEmpty();
    assertThat(links.list(ours.tenant, null, null, 10)).isEmpty();
    assertThat(links.list(ours.tenant, provider.id(), null, 10)).isEmpty();
    assertThat(links.openFor(ours.tenant, grant, Duration.ZERO)).isEmpty();
    assertThat(links.revoke(ours.tenant, link)).isFalse();
    assertThat(links.use(ours.tenant, link, grant)).isFalse();
    assertThat(links.openFor(theirs.tenant, grant, Duration.ZERO)).isPresent();
  }

  @Test
  void P14_a_consent_link_cannot_be_made_for_a_foreign_provider_or_grant() {
    var reaching = linkOf(ours.tenant, new ConsentLinkId(UUID.randomUUID()), null);
    assertThatThrownBy(() -> links.insert(reaching)).hasMessageContaining("foreign key");
  }

  @Test
  void P14_a_tenant_presents_itself_alone() {
    var before = presentations.find(theirs.tenant);
    presentations.save(
        ours.tenant,
        presentations.find(ours.tenant),
        new Presentation("x", "#123456", List.of(URI.create("https://app.example/"))));
    assertThat(presentations.find(theirs.tenant)).isEqualTo(before);
    assertThat(presentations.find(ours.tenant).colour()).isEqualTo("#123456");
  }

  @Test
  void P14_foreign_hosts_of_an_api_are_neither_read_nor_changed() {
    assertThat(hosts.list(ours.tenant, provider.id())).isEmpty();
    assertThat(hosts.hold(ours.tenant, provider.id())).isEmpty();
    assertThat(hosts.byProvider(ours.tenant)).isEmpty();
    assertThat(hosts.byProvider(theirs.tenant)).containsOnlyKeys(provider.id());
    assertThatThrownBy(
            () ->
                hosts.replace(
                    ours.tenant, provider.id(), List.of(ApiHost.parse("https://evil.example"))))
        .hasMessageContaining("foreign key");
    assertThat(hosts.list(theirs.tenant, provider.id()))
        .containsExactly(ApiHost.parse("https://api.example.com"));
  }

  @Test
  void P14_a_ticket_cannot_be_minted_for_a_foreign_grant_nor_a_foreign_one_be_used_up() {
    assertThatThrownBy(() -> tickets.insert(ticketOf(ours.tenant), "stolen-" + ticket))
        .hasMessageContaining("foreign key");
    assertThatThrownBy(() -> tickets.firstProof(ours.tenant, ticket, "ours"))
        .hasMessageContaining("foreign key");
    assertThat(tickets.firstProof(theirs.tenant, ticket, "ours")).isTrue();
    assertThat(tickets.find("hash-of-" + ticket).orElseThrow().ticket().tenant())
        .isEqualTo(theirs.tenant);
  }

  @Test
  void P14_a_foreign_key_is_neither_found_nor_changed() {
    var hashed = new ApiKeys.Hashed("stolen-" + key, "eg_ours");
    assertThat(keys.find(ours.tenant, key)).isEmpty();
    assertThat(keys.list(ours.tenant)).isEmpty();
    assertThat(keys.rotate(ours.tenant, key, 1, hashed, Duration.ZERO)).isFalse();
    assertThat(keys.revoke(ours.tenant, key)).isFalse();
    keys.used(ours.tenant, key);
    var still = keys.find(theirs.tenant, key).orElseThrow();
    assertThat(still.generation()).isEqualTo(1);
    assertThat(still.isRevoked()).isFalse();
    assertThat(still.lastUsedAt()).isNull();
    assertThat(new ApiKeyLookupStore(Server.db()).find("stolen-" + key)).isEmpty();
  }

  @Test
  void P14_a_key_cannot_be_made_for_a_foreign_provider() {
    var reaching =
        new ApiKeys.Fresh(
            new ApiKeyId(UUID.randomUUID()),
            ours.tenant,
            "reaching",
            Set.of(ApiScope.TOKEN),
            provider.id(),
            List.of(),
            null);
    assertThatThrownBy(() -> keys.insert(reaching, new ApiKeys.Hashed("reaching", "eg_")))
        .hasMessageContaining("foreign key");
  }

  @Test
  void P14_a_foreign_provider_is_neither_found_nor_changed() {
    assertThat(providers.find(ours.tenant, provider.id())).isEmpty();
    assertThat(providers.list(ours.tenant)).isEmpty();
    assertThat(providers.setStatus(ours.tenant, provider.id(), ProviderStatus.PAUSED, "x"))
        .isFalse();
    assertThat(providers.update(asOurs(provider))).isFalse();
    assertThat(providers.find(theirs.tenant, provider.id())).contains(provider);
  }

  @Test
  void P14_a_foreign_id_neither_collides_nor_tells_that_it_exists() {
    assertThat(providers.insert(asOurs(provider))).isTrue();
    assertThat(providers.find(theirs.tenant, provider.id())).contains(provider);
  }

  @Test
  void P14_a_foreign_grant_is_neither_found_nor_counted_nor_changed() {
    var before = grants.find(theirs.tenant, grant).orElseThrow();
    var everything = new GrantQuestion(null, null, null, null, 100);
    var ending = new GrantQuestion(null, null, null, null, Duration.ofDays(3650), null, 100);
    assertThat(grants.find(ours.tenant, grant)).isEmpty();
    assertThat(grants.findBySubject(ours.tenant, provider.id(), "victim")).isEmpty();
    assertThat(grants.list(ours.tenant, everything)).isEmpty();
    assertThat(
            grants.list(ours.tenant, new GrantQuestion("victim", null, provider.id(), null, 100)))
        .isEmpty();
    assertThat(grants.list(ours.tenant, ending)).isEmpty();
    assertThat(grants.countByProvider(ours.tenant)).isEmpty();
    assertThat(grants.attempts(ours.tenant, grant, 10)).isEmpty();
    assertThat(changes.retryNow(ours.tenant, grant, ours.person())).isFalse();
    assertThat(changes.pause(ours.tenant, grant)).isFalse();
    assertThat(changes.resume(ours.tenant, grant)).isFalse();
    assertThat(grants.find(theirs.tenant, grant)).contains(before);
  }

  @Test
  void P14_an_overview_counts_nothing_that_is_foreign() {
    var overviews = new OverviewStore(Server.db());
    var seen = overviews.read(ours.tenant, ZoneOffset.UTC);
    assertThat(seen.stands()).isEmpty();
    assertThat(seen.ends()).isEmpty();
    assertThat(seen.pulses()).isEmpty();
    assertThat(seen.hours()).isEmpty();
    assertThat(seen.days()).isEmpty();
    assertThat(overviews.read(theirs.tenant, ZoneOffset.UTC).total()).isEqualTo(1);
    assertThat(overviews.read(theirs.tenant, ZoneOffset.UTC).hours()).hasSize(1);
  }

  @Test
  void P14_a_consent_cannot_be_given_to_a_foreign_grant_or_provider() {
    var consent = ours.consent(provider, grant, "thief", "0bad", Duration.ZERO);
    assertThatThrownBy(() -> changes.consented(consent)).hasMessageContaining("foreign key");
    var own = ours.provider("Mail");
    assertThat(changes.consented(ours.consent(own, grant, "thief", "0bad", Duration.ZERO)))
        .as("the same id in our own tenant is another grant")
        .isEmpty();
    assertThat(grants.find(theirs.tenant, grant).orElseThrow().subject()).isEqualTo("victim");
  }

  @Test
  void P14_a_foreign_refresh_is_neither_claimed_nor_sent_nor_ended() {
    assertThat(
            journal.claim(
                ours.tenant,
                grant,
                Refreshes.seen(theirs, grant),
                Trigger.PERSON,
                ours.person(),
                "n1",
                Household.LEASE))
        .isEmpty();
    var claim = Refreshes.claim(theirs, grant);
    var stolen = asOurs(claim);
    assertThat(journal.markSent(stolen, Household.LEASE)).isEqualTo(Mark.NOT_OURS);
    assertThat(
            journal.end(
                stolen, Refreshes.renewed(Refreshes.ROTATED), Refreshes.event(stolen, "renewed")))
        .isFalse();
    assertThat(journal.markSent(claim, Household.LEASE)).isEqualTo(Mark.SENT);
    assertThat(
            journal.otherGrantDoubts(
                ours.tenant, provider.id(), new GrantId(UUID.randomUUID()), Duration.ofHours(1)))
        .isFalse();
  }

  @Test
  void P14_a_foreign_refresh_cannot_be_told_into_their_log() {
    var claim = Refreshes.claim(theirs, grant);
    var ownGrant = ours.grant(ours.provider("Mail"), "own");
    var own = Refreshes.claim(ours, ownGrant);
    var misdirected =
        new AuditEvent(
            theirs.tenant,
            AuditEventType.REFRESH_ENDED,
            ours.person(),
            grant,
            provider.id(),
            own.attempt(),
            true,
            "renewed",
            Map.of());
    assertThatThrownBy(() -> journal.end(own, Refreshes.lost(), misdirected))
        .hasMessageContaining("row-level security");
    assertThat(grants.attempts(theirs.tenant, grant, 1).getFirst().id()).isEqualTo(claim.attempt());
  }

  @Test
  void P14_a_foreign_exchange_is_neither_begun_nor_ended() {
    assertThatThrownBy(
            () -> journal.beginExchange(ours.tenant, provider.id(), null, ours.person(), "n1"))
        .hasMessageContaining("foreign key");
    var attempt = journal.beginExchange(theirs.tenant, provider.id(), grant, theirs.person(), "n1");
    var event =
        new AuditEvent(
            ours.tenant,
            AuditEventType.CONSENT_ENDED,
            ours.person(),
            null,
            null,
            attempt,
            true,
            "refused",
            Map.of());
    assertThat(
            journal.endExchange(
                ours.tenant, attempt, null, new Exchange("refused", "x", null), event))
        .isFalse();
    assertThat(grants.attempts(theirs.tenant, grant, 1).getFirst().endedAt()).isNull();
  }

  @Test
  void P14_a_foreign_log_is_neither_read_nor_written() {
    var about = Refreshes.about(grant);
    var number = audit.search(theirs.tenant, about).getFirst().number();
    var everything = new AuditQuestion(null, null, null, null, null, null, null, 100);
    assertThat(audit.search(ours.tenant, about)).isEmpty();
    assertThat(audit.search(ours.tenant, everything)).isEmpty();
    assertThat(audit.find(ours.tenant, number)).isEmpty();
    var streamed = new ArrayList<Long>();
    audit.stream(ours.tenant, everything, entry -> streamed.add(entry.number()));
    assertThat(streamed).isEmpty();
    assertThatThrownBy(
            () ->
                Server.asRuntimeRole(
                    ours.tenant,
                    """
                    INSERT INTO audit_event (tenant_id, type, actor_kind, terminal, details)
                    VALUES ('%s', 'signed_in', 'anonymous', false, '{}')
                    """
                        .formatted(theirs.tenant)))
        .hasMessageContaining("row-level security");
  }

  @Test
  void P14_a_foreign_chain_is_neither_read_nor_linked_nor_signed() {
    assertThat(linked.link(theirs.tenant, 1)).isPresent();
    assertThat(linked.link(ours.tenant, 1)).isEmpty();
    assertThat(linked.reach(ours.tenant).head()).isZero();
    assertThat(linked.reach(ours.tenant).signed()).isZero();
    assertThat(linked.events(ours.tenant, 0, 100, 100)).isEmpty();
    assertThat(linked.checkpoints(ours.tenant, 0, 100, 100)).isEmpty();
    for (var values :
        List.of(
            "audit_link (tenant_id, sequence, number, leaf, previous, hash) VALUES ('%s', 2, 2,"
                + " %2$s, %2$s, %2$s)",
            "audit_checkpoint (tenant_id, sequence, since, hash, body, signature) VALUES ('%s', 2,"
                + " 1, %2$s, '', '')")) {
      assertThatThrownBy(
              () ->
                  Server.asRuntimeRole(
                      ours.tenant, "INSERT INTO " + values.formatted(theirs.tenant, "sha256('x')")))
          .hasMessageContaining("row-level security");
    }
  }

  /** As a sequencer leaves it. */
  private void counted() {
    Sql.run(
        Server::superuser,
        "INSERT INTO outcome_hour (tenant_id, hour, provider_id, outcome, attempts) VALUES ('%s', eg_now(), '%s', 'renewed', 7)"
            .formatted(theirs.tenant, provider.id()),
        "INSERT INTO outcome_counted (tenant_id) VALUES ('%s') ON CONFLICT DO NOTHING"
            .formatted(theirs.tenant),
        "INSERT INTO token_rewrap (tenant_id, look_at) VALUES ('%s', eg_now() + interval '1 day')"
            .formatted(theirs.tenant),
        "INSERT INTO tenant_end (tenant_id, key_name, key_versions, ciphertext) VALUES ('%s', 'key', '1', 'text')"
            .formatted(theirs.tenant));
  }

  /** Disabled: no node is to send anything there. */
  private void sent() {
    Sql.run(
        Server::superuser,
        "INSERT INTO webhook (tenant_id, id, name, url, events, disabled_why, disabled_at, generation, number) VALUES ('%1$s', '%1$s', 'inbox', 'https://crm.example/', '{*}', 'person', eg_now(), 1, 0)"
            .formatted(theirs.tenant),
        "INSERT INTO webhook_delivery (tenant_id, webhook_id, number, type, lane) VALUES ('%1$s', '%1$s', 1, 'grant_paused', '%1$s')"
            .formatted(theirs.tenant),
        "INSERT INTO webhook_attempt (tenant_id, webhook_id, number, node, result, status, latency_ms) VALUES ('%1$s', '%1$s', 1, 'n', 'taken', 204, 1)"
            .formatted(theirs.tenant));
  }

  @Test
  void P14_a_foreign_webhook_is_neither_found_nor_changed() {
    var id = new WebhookId(theirs.tenant.value());
    var webhooks = new WebhookStore(Server.db());
    var deliveries = new DeliveryLogStore(Server.db());
    assertThat(webhooks.find(theirs.tenant, id)).isPresent();
    assertThat(webhooks.find(ours.tenant, id)).isEmpty();
    assertThat(webhooks.list(ours.tenant)).isEmpty();
    assertThat(webhooks.enable(ours.tenant, id)).isFalse();
    assertThat(webhooks.rotated(ours.tenant, id, 1, 2, Duration.ZERO)).isFalse();
    assertThat(webhooks.delete(ours.tenant, id)).isFalse();
    assertThat(deliveries.list(ours.tenant, id, null, null, 10)).isEmpty();
    assertThat(deliveries.resend(ours.tenant, id, 1)).isFalse();
    assertThat(deliveries.find(theirs.tenant, id, 1)).isPresent();
  }

  private void noticed() {
    Sql.run(
        Server::superuser,
        "INSERT INTO notice_turn (tenant_id) VALUES ('%s') ON CONFLICT DO NOTHING"
            .formatted(theirs.tenant),
        "INSERT INTO notice (tenant_id, id, kind, provider_id, opened_at, grants) VALUES ('%s', '%s', 'FAILURE', '%s', eg_now(), 1)"
            .formatted(theirs.tenant, notice, provider.id()),
        "INSERT INTO notice_item (tenant_id, digest_id, place, notice_id, news, kind, opened_at, grants) VALUES ('%s', '%s', 0, '%s', 'OPENED', 'FAILURE', eg_now(), 1)"
            .formatted(theirs.tenant, notice, notice),
        "INSERT INTO notice_mail (tenant_id, id, digest_id, address, places, turn_at, fence, failed_at, trouble) VALUES ('%s', '%s', '%s', 'ada@theirs.example', '{0}', 'infinity', 1, eg_now(), 'later')"
            .formatted(theirs.tenant, notice, notice));
    wishes.save(theirs.tenant, theirs.admin, Set.of(Topic.FAILURE));
  }

  @Test
  void P14_foreign_notices_mails_and_wishes_are_neither_seen_nor_changed() {
    var notices = new NoticeStore(Server.db());
    var work = new NoticeWorkStore(Server.db());
    var mails = new NoticeMailStore(Server.db());
    var turn = new MailTurn(ours.tenant, notice, 1);
    assertThat(notices.open(ours.tenant)).isEmpty();
    assertThat(notices.past(ours.tenant, 10)).isEmpty();
    assertThat(work.board(ours.tenant).live()).isEmpty();
    assertThat(work.troubles(ours.tenant)).isEmpty();
    assertThat(work.ends(ours.tenant)).isEmpty();
    assertThat(mails.find(ours.tenant, turn)).isEmpty();
    assertThat(mails.sent(ours.tenant, turn)).isFalse();
    assertThat(mails.givenUp(ours.tenant, turn, MailEnding.REFUSED)).isFalse();
    assertThat(mails.failing(ours.tenant)).isEmpty();
    assertThat(mails.failing(theirs.tenant)).isPresent();
    assertThat(wishes.all(ours.tenant)).isEmpty();
    wishes.saveAddresses(ours.tenant, List.of(), List.of("ops@ours.example"));
    assertThat(wishes.addresses(theirs.tenant)).isEmpty();
    work.sweep(ours.tenant, Duration.ZERO);
    assertThat(notices.open(theirs.tenant)).hasSize(1);
  }

  private void asked() {
    Sql.run(
        Server::superuser,
        "INSERT INTO owner_contact (tenant_id, grant_id, address) VALUES ('%s', '%s', 'ben@theirs.example')"
            .formatted(theirs.tenant, grant),
        "INSERT INTO owner_mail (tenant_id, id, link_id, step, turn_at, fence) VALUES ('%s', '%s', '%s', 'ASKED', 'infinity', 1)"
            .formatted(theirs.tenant, notice, link));
  }

  @Test
  void P14_foreign_owners_are_neither_known_nor_mailed_nor_forgotten() {
    var contacts = new OwnerContactStore(Server.db());
    var mails = new OwnerMailStore(Server.db());
    var turn = new MailTurn(ours.tenant, notice, 1);
    assertThat(contacts.find(ours.tenant, grant)).isEmpty();
    assertThat(contacts.forget(ours.tenant, grant)).isFalse();
    contacts.save(ours.tenant, grant, new MailAddress("eve@ours.example"));
    assertThat(contacts.find(theirs.tenant, grant)).contains(new MailAddress("ben@theirs.example"));
    assertThat(mails.find(ours.tenant, turn)).isEmpty();
    assertThat(mails.sent(ours.tenant, turn)).isFalse();
    assertThat(mails.givenUp(ours.tenant, turn, null)).isFalse();
    assertThat(mails.newest(ours.tenant, grant)).isEmpty();
    assertThat(mails.due(ours.tenant, Duration.ZERO, 10)).isEmpty();
    assertThat(
            mails.insertIfRested(
                ours.tenant, UUID.randomUUID(), link, AskStep.ASKED, Duration.ZERO))
        .isFalse();
    assertThat(mails.find(theirs.tenant, new MailTurn(theirs.tenant, notice, 1))).isPresent();
  }

  private void chained() {
    Sql.run(
        Server::superuser,
        "INSERT INTO audit_sequencer (tenant_id) VALUES ('%s')".formatted(theirs.tenant),
        "INSERT INTO syslog_cursor (tenant_id, sequence, checkpoint) VALUES ('%s', 0, 0)"
            .formatted(theirs.tenant),
        "INSERT INTO audit_verification (tenant_id, asked_by, state, ended_at) VALUES ('%s', 'Ada', 'FAILED', eg_now())"
            .formatted(theirs.tenant),
        "INSERT INTO audit_retention (tenant_id) VALUES ('%s')".formatted(theirs.tenant),
        "INSERT INTO legal_hold (tenant_id, reason, placed_by) VALUES ('%s', 'r', 'Ada')"
            .formatted(theirs.tenant),
        "INSERT INTO audit_removal (tenant_id, sequence, since, body, signature, until) VALUES ('%s', 1, 0, '', '', eg_now())"
            .formatted(theirs.tenant),
        "INSERT INTO audit_link (tenant_id, sequence, number, leaf, previous, hash) SELECT tenant_id, 1, min(number), sha256('l'), sha256('p'), sha256('h') FROM audit_event WHERE tenant_id = '%s' GROUP BY tenant_id"
            .formatted(theirs.tenant),
        "INSERT INTO audit_checkpoint (tenant_id, sequence, since, hash, body, signature) VALUES ('%s', 1, 0, sha256('h'), '{}', '')"
            .formatted(theirs.tenant));
  }

  @Test
  void P14_an_event_about_a_foreign_grant_shows_no_foreign_name() {
    audit.append(
        AuditEvent.about(
            ours.tenant,
            AuditEventType.GRANT_RETRIED,
            ours.person(),
            provider.id(),
            grant,
            Map.of()));
    var entry = audit.search(ours.tenant, Refreshes.about(grant)).getFirst();
    assertThat(entry.account()).isNull();
    assertThat(entry.providerName()).isNull();
  }

  @Test
  void P14_a_foreign_authorization_request_is_not_found() {
    assertThat(authorizations.find(theirs.tenant, request)).isPresent();
    assertThat(authorizations.find(ours.tenant, request)).isEmpty();
  }

  @Test
  void P14_a_foreign_escrow_is_neither_drained_nor_put_aside() {
    var claim = Refreshes.claim(theirs, grant);
    escrow.keep(theirs.tenant, claim, new EscrowSeal.Sealed("key", "text"));
    var kept =
        escrow.undrained(10_000).stream()
            .filter(k -> k.attempt().equals(claim.attempt()))
            .findFirst()
            .orElseThrow();
    assertThat(escrow.drained(asOurs(kept), Refreshes.ROTATED)).isFalse();
    assertThat(escrow.superseded(asOurs(kept))).isFalse();
    assertThatThrownBy(() -> escrow.keep(ours.tenant, claim, new EscrowSeal.Sealed("key", "text")))
        .hasMessageContaining("foreign key");
    assertThat(escrow.superseded(kept)).isTrue();
  }

  @Test
  void P14_foreign_people_and_organisations_are_not_listed() {
    var members = new MemberStore(Server.db());
    assertThat(members.list(ours.tenant)).extracting(m -> m.id()).containsExactly(ours.admin);
    assertThat(members.tenant(ours.tenant).orElseThrow().id()).isEqualTo(ours.tenant);
  }

  @Test
  void P14_raw_sql_of_the_runtime_role_sees_one_tenant() {
    Refreshes.claim(theirs, grant);
    for (var table : TABLES_WITH_TENANTS_ROWS) {
      var key = table.equals("tenant") ? "id" : "tenant_id";
      var foreign = "SELECT count(*) FROM %s WHERE %s <> '%s'".formatted(table, key, ours.tenant);
      assertThat(Server.asRuntimeRole(ours.tenant, foreign))
          .as(table)
          .containsExactly(List.of("0"));
    }
  }

  @Test
  void P14_without_a_tenant_nothing_is_visible() {
    Refreshes.claim(theirs, grant);
    for (var table : TABLES_WITH_TENANTS_ROWS) {
      var key = table.equals("tenant") ? "id" : "tenant_id";
      assertThat(
              Sql.run(Server.database()::connect, "SELECT count(%s) FROM %s".formatted(key, table)))
          .as(table)
          .containsExactly(List.of("0"));
    }
  }

  @Test
  void P14_the_owner_of_the_tables_sees_no_row_either() {
    for (var table : TABLES_WITH_TENANTS_ROWS) {
      assertThat(Sql.run(Server.database()::connectAsOwner, "SELECT count(*) FROM " + table))
          .as(table)
          .containsExactly(List.of("0"));
    }
  }

  @Test
  void P14_a_row_cannot_be_moved_to_another_tenant() {
    var own = ours.provider("Mail");
    assertThatThrownBy(
            () ->
                Server.asRuntimeRole(
                    ours.tenant,
                    "UPDATE provider SET tenant_id = '%s' WHERE id = '%s'"
                        .formatted(theirs.tenant, own.id())))
        .hasMessageContaining("row-level security");
  }

  private Tickets.Fresh ticketOf(TenantId tenant) {
    return new Tickets.Fresh(
        ticket,
        tenant,
        grant,
        new Binding.Cookie(),
        Set.of("GET"),
        List.of(),
        "https://app.example.com",
        key,
        Duration.ofMinutes(1));
  }

  private Pending pending() {
    return new Pending(
        request,
        theirs.tenant,
        provider.id(),
        grant,
        new BegunBy.Admin(theirs.admin, theirs.adminEmail),
        "state-of-" + request,
        "browser-of-" + request,
        null,
        Scope.parse("openid"));
  }

  private Provider asOurs(Provider p) {
    return SomeProvider.like(p).tenant(ours.tenant).clientId("stolen").provider();
  }

  private Claim asOurs(Claim c) {
    return new Claim(
        ours.tenant,
        c.grant(),
        c.attempt(),
        c.provider(),
        c.trigger(),
        c.fence(),
        at(ours.tenant, c.location()),
        c.kvVersion(),
        c.fingerprint(),
        c.claimedAt(),
        c.refreshes(),
        c.rotations(),
        c.failures(),
        c.inDoubt(),
        c.by(),
        c.replayOf());
  }

  private Kept asOurs(Kept k) {
    return new Kept(
        k.id(),
        at(ours.tenant, k.location()),
        k.provider(),
        k.attempt(),
        k.kvVersion(),
        k.sealed(),
        k.age());
  }

  private static TokenLocation at(TenantId tenant, TokenLocation location) {
    return new TokenLocation(tenant, location.grant(), location.salt());
  }
}
