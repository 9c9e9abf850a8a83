package io.evergrant.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.catalogue.YamlCatalogue;
import io.evergrant.adapter.yaml.EngineYaml;
import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditExport;
import io.evergrant.domain.audit.LegalHold;
import io.evergrant.domain.audit.Retention;
import io.evergrant.domain.audit.Verification;
import io.evergrant.domain.bulk.BlastRadius;
import io.evergrant.domain.bulk.BulkAct;
import io.evergrant.domain.bulk.BulkLine;
import io.evergrant.domain.catalogue.Entry;
import io.evergrant.domain.grant.AttemptLine;
import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.grant.GrantFilter;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.grant.Revocation;
import io.evergrant.domain.grant.SavedView;
import io.evergrant.domain.notice.Topic;
import io.evergrant.domain.observed.Comparison;
import io.evergrant.domain.observed.Declared;
import io.evergrant.domain.observed.Seen;
import io.evergrant.domain.overview.Overview;
import io.evergrant.domain.overview.Problem;
import io.evergrant.domain.provider.ClientKey;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.sealing.HandOver;
import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.domain.secret.WebhookSecret;
import io.evergrant.domain.staged.StagedTest;
import io.evergrant.domain.tenant.Membership;
import io.evergrant.domain.tenant.Presentation;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.TenantPolicy;
import io.evergrant.domain.ticket.ApiHost;
import io.evergrant.domain.webhook.Answer;
import io.evergrant.domain.webhook.Delivery;
import io.evergrant.domain.webhook.Webhook;
import io.evergrant.usecase.access.Access;
import io.evergrant.usecase.access.RefreshForKey;
import io.evergrant.usecase.access.forward.MintTicket;
import io.evergrant.usecase.audit.DescribeExport;
import io.evergrant.usecase.audit.ExportLog;
import io.evergrant.usecase.audit.FollowLog;
import io.evergrant.usecase.audit.ManageExports;
import io.evergrant.usecase.audit.SearchLog;
import io.evergrant.usecase.bulk.MailLinks.Mailing;
import io.evergrant.usecase.bulk.ManageBulkActs;
import io.evergrant.usecase.importing.Imported;
import io.evergrant.usecase.importing.Mode;
import io.evergrant.usecase.port.AuditExports;
import io.evergrant.usecase.port.CheckpointSigner;
import io.evergrant.usecase.port.LinkedLog;
import io.evergrant.usecase.port.Notices;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.VaultHealth;
import io.evergrant.usecase.port.YamlText;
import io.evergrant.usecase.provider.DescribeProviders;
import io.evergrant.usecase.provider.ObserveProvider;
import io.evergrant.usecase.provider.ReadProviders;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each answer has the members that the description gives it: their names, which of them are always
 * there, their types, which may be null and which are times. What an answer is made of is made up
 * from its types.
 */
class AnswerMembersTest {
  private static final int SAMPLES = 200;
  private static final Instant NOW = Instant.ofEpochSecond(1_800_500_000L);
  private static final LocalDate TODAY = LocalDate.parse("2026-11-01");
  private static final List<Entry> CATALOGUE = new YamlCatalogue().entries();

  /** By the names of the schemas. */
  private static final Map<String, Function<Sample, JsonObject>> VIEWS =
      Map.ofEntries(
          entry("AccessToken", some -> TokenAnswers.view(some.a(Access.Granted.class))),
          entry("AccessTokens", AnswerMembersTest::accessTokens),
          entry("ApiHosts", some -> ApiHostsResource.view(some.some(ApiHost.class))),
          entry("ApiKey", some -> ApiKeyView.of(some.a(ApiKey.class)).done()),
          entry(
              "ApiKeyMade",
              some -> ApiKeyView.made(some.a(ApiKey.class), some.a(ApiKeySecret.class))),
          entry("ApiKeyPage", some -> whole(ApiKeyView.of(some.a(ApiKey.class)).done())),
          entry("AttemptPage", some -> whole(AttemptView.of(some.a(AttemptLine.class)))),
          entry(
              "AuditCheckpointPage",
              some ->
                  AuditChainResource.page(
                      some.some(ExportLog.Held.class),
                      some.truth() ? 1 : 2,
                      some.some(ExportLog.Key.class))),
          entry("AuditEvent", some -> AuditEventView.of(some.a(AuditEntry.class))),
          entry("AuditEventPage", some -> AuditEventsResource.page(some.a(SearchLog.Page.class))),
          entry("AuditExport", some -> AuditExportView.of(some.a(AuditExport.class))),
          entry(
              "AuditExportPage", some -> page(some, AuditExportView.of(some.a(AuditExport.class)))),
          entry(
              "AuditExportLink",
              some -> AuditExportView.of(some.a(ManageExports.Linked.Made.class))),
          entry("AuditExportManifest", AnswerMembersTest::manifest),
          entry(
              "AuditFeedPage",
              some ->
                  AuditFeedResource.page(
                      some.a(FollowLog.Followed.class), some.truth() ? 1 : 2, 1)),
          entry("AuditVerification", some -> VerificationView.of(some.a(Verification.class))),
          entry(
              "AuditVerificationPage",
              some -> whole(VerificationView.of(some.a(Verification.class)))),
          entry("AuditRetention", some -> RetentionResource.view(some.a(Retention.class))),
          entry("BlastRadius", some -> BulkView.of(some.a(BlastRadius.class), some.truth())),
          entry("BulkAct", some -> BulkView.of(some.a(BulkAct.class))),
          entry("BulkActPage", some -> page(some, BulkView.of(some.a(BulkAct.class)))),
          entry("BulkActInFull", some -> BulkView.of(some.a(ManageBulkActs.InFull.class))),
          entry("BulkLinkPage", AnswerMembersTest::links),
          entry("BulkResultPage", some -> page(some, BulkView.of(some.a(BulkLine.class)))),
          entry("CatalogueEntry", some -> EntryView.whole(known(some), TODAY)),
          entry("CataloguePage", some -> whole(EntryView.brief(known(some), TODAY).done())),
          entry(
              "ClientKeys",
              some -> ClientKeysResource.view(some.a(URI.class), some.some(ClientKey.class))),
          entry("ConnectLink", some -> ConnectLinksResource.view(some.a(ConsentLink.class), NOW)),
          entry(
              "ConnectLinkMade",
              some -> ConnectLinksResource.made(some.a(ConsentLink.class), "https://x", NOW)),
          entry(
              "ConnectLinkPage",
              some -> page(some, ConnectLinksResource.view(some.a(ConsentLink.class), NOW))),
          entry("DeliveryPage", some -> page(some, WebhookView.of(some.a(Delivery.class)))),
          entry(
              "DeliveryInFull",
              some -> WebhookView.of(some.a(Delivery.class), some.some(Delivery.Attempt.class))),
          entry("Grant", some -> GrantView.of(some.a(Grant.class))),
          entry("GrantPage", some -> page(some, GrantView.of(some.a(Grant.class)))),
          entry("HandOver", AnswerMembersTest::handOver),
          entry("HandOverPage", some -> whole(handOver(some))),
          entry(
              "ImportReport",
              some -> ImportResource.report(some.a(Mode.class), some.a(Imported.Done.class))),
          entry("LegalHold", some -> RetentionResource.view(some.a(LegalHold.class))),
          entry("LegalHoldPage", some -> whole(RetentionResource.view(some.a(LegalHold.class)))),
          entry("LinksMailed", some -> BulkView.of(some.a(Mailing.Done.class))),
          entry("Member", some -> MemberView.of(member(some)).done()),
          entry("MemberMade", some -> MemberView.made(member(some), some.a(URI.class))),
          entry("MemberPage", some -> whole(MemberView.inList(member(some)))),
          entry("Notice", AnswerMembersTest::notice),
          entry("NoticeAddresses", some -> NoticeAddressesResource.view(List.of("a@b.example"))),
          entry("NoticePage", some -> page(some, notice(some))),
          entry("NoticeWishes", AnswerMembersTest::wishes),
          entry("OrganisationPolicy", some -> PolicyResource.view(some.a(TenantPolicy.class))),
          entry("Observed", some -> ObservedResource.view(some.a(Provider.class), observed(some))),
          entry(
              "Overview",
              some ->
                  OverviewView.of(
                      some.a(Overview.class),
                      some.some(Problem.class),
                      some.a(VaultHealth.State.class))),
          entry("Provider", some -> ProviderView.of(some.a(Provider.class))),
          entry(
              "ProviderPage",
              some -> whole(ProviderView.of(some.a(ReadProviders.WithGrants.class)))),
          entry(
              "ProvidersFile",
              some -> read(ProvidersFile.view(some.some(DescribeProviders.WithHosts.class)))),
          entry(
              "ProvidersReport",
              some -> FileReport.of(some.truth(), some.a(DescribeProviders.Planned.Ready.class))),
          entry("Refreshed", some -> GrantResource.view(some.a(RefreshForKey.Asked.Done.class))),
          entry("Revocation", some -> RevocationResource.view(some.a(Revocation.class))),
          entry("Settings", some -> TenantResource.view(some.a(Presentation.class))),
          entry("StagedTest", AnswerMembersTest::test),
          entry("StagedTestPage", some -> whole(test(some))),
          entry(
              "Ticket",
              some ->
                  TicketsResource.made(some.a(MintTicket.Minted.Done.class), some.a(URI.class))),
          entry("View", AnswerMembersTest::view),
          entry("ViewPage", some -> whole(view(some))),
          entry("Webhook", some -> WebhookView.of(some.a(Webhook.class)).done()),
          entry("WebhookAnswer", some -> WebhookView.of(some.a(Answer.class))),
          entry(
              "WebhookMade",
              some -> WebhookView.made(some.a(Webhook.class), some.a(WebhookSecret.class))),
          entry("WebhookPage", some -> whole(WebhookView.inList(some.a(Webhook.class)))));

  private final Description description = Description.read();

  @Test
  void every_schema_of_an_answer_is_compared_and_no_other() {
    assertThat(VIEWS.keySet()).isEqualTo(description.answers());
  }

  @TestFactory
  List<DynamicTest> every_answer_has_the_members_that_are_described() {
    return VIEWS.keySet().stream()
        .sorted()
        .map(name -> DynamicTest.dynamicTest(name, () -> compare(name)))
        .toList();
  }

  private void compare(String name) {
    var some = new Sample();
    var view = Objects.requireNonNull(VIEWS.get(name));
    var answers = Stream.generate(() -> view.apply(some)).limit(SAMPLES).toList();
    assertThat(description.shape(name).differences(name, answers)).isEmpty();
  }

  private static JsonObject whole(JsonObject item) {
    return Pages.body(List.of(item), null);
  }

  private static JsonObject page(Sample some, JsonObject item) {
    return Pages.body(List.of(item), some.truth() ? "cursor" : null);
  }

  private static JsonObject accessTokens(Sample some) {
    var grant = some.a(GrantId.class);
    var portal = some.a(PortalSettings.class);
    var item =
        switch (some.a(NoToken.class)) {
          case NONE ->
              TokenAnswers.item(grant, TokenAnswers.view(some.a(Access.Granted.class)), null);
          case NO_SUCH -> TokenAnswers.item(grant, null, io.evergrant.api.Problem.notFound());
          case PERSON -> TokenAnswers.item(grant, null, needsAPerson(portal, grant));
          case LATER ->
              TokenAnswers.item(
                  grant, null, NotNow.later("deferred", "timeout", NOW.plusSeconds(9), NOW));
        };
    return AccessTokensResource.body(List.of(item));
  }

  private static io.evergrant.api.Problem needsAPerson(PortalSettings portal, GrantId grant) {
    return NotNow.needsAPerson(portal, grant, GrantStatus.NEEDS_CONSENT, "withdrawn")
        .with("consent_link", "https://x");
  }

  /** Why one of several is not given. */
  enum NoToken {
    NONE,
    NO_SUCH,
    PERSON,
    LATER
  }

  private static JsonObject links(Sample some) {
    var line =
        Stream.generate(() -> some.a(BulkLine.class))
            .filter(any -> any.link() != null)
            .findFirst()
            .orElseThrow();
    return page(some, BulkView.of(line, some.a(ConsentLink.class), "https://x"));
  }

  private static JsonObject test(Sample some) {
    return StagedTestView.of(some.a(StagedTest.class), some.truth() ? "https://x" : null);
  }

  private static JsonObject manifest(Sample some) {
    var ready =
        Stream.generate(() -> some.a(AuditExport.class))
            .filter(export -> export.extent() != null && export.sha256() != null)
            .filter(export -> export.progress().hash() != null)
            .findFirst()
            .orElseThrow();
    var describe =
        new DescribeExport(
            some.answering(AuditExports.class),
            some.answering(LinkedLog.class),
            some.answering(CheckpointSigner.class));
    return StrictJson.read(new ByteArrayInputStream(describe.manifest(ready).getBytes(UTF_8)), 64);
  }

  /** As the file has it. */
  private static JsonObject read(JsonObject view) {
    var yaml = new EngineYaml();
    return ((YamlText.Read.Document) yaml.read(yaml.write(view))).members();
  }

  /** An operator is none of an organisation's. */
  private static Membership member(Sample some) {
    return Stream.generate(() -> some.a(Membership.class))
        .filter(membership -> membership.member().role() != Role.OPERATOR)
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject handOver(Sample some) {
    return HandOversResource.view(some.a(HandOver.class), "12345", NOW);
  }

  private static ObserveProvider.Observed observed(Sample some) {
    var declared = some.a(Declared.class);
    var seen = some.a(Seen.class);
    return new ObserveProvider.Observed(declared, seen, Comparison.of(declared, seen));
  }

  private static JsonObject notice(Sample some) {
    return NoticesResource.view(some.a(Notices.Named.class), URI.create("https://x.example"));
  }

  private static JsonObject wishes(Sample some) {
    var all = Set.copyOf(some.some(Topic.class));
    return MemberView.wishes(member(some), some.truth() ? Optional.of(all) : Optional.empty());
  }

  private static JsonObject view(Sample some) {
    var kept = some.a(SavedView.class);
    var question = some.truth() ? "" : some.a(GrantFilter.class).query();
    return ViewsResource.view(
        new SavedView(kept.id(), kept.name(), question, kept.savedBy(), kept.savedAt()));
  }

  /** One that there is: its facts are read by their types, and not made up. */
  private static Entry known(Sample some) {
    return CATALOGUE.get(Math.floorMod(some.a(UUID.class).hashCode(), CATALOGUE.size()));
  }
}
