package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.BulkActStore;
import io.evergrant.adapter.postgresql.ConsentLinkStore;
import io.evergrant.adapter.postgresql.GrantChangeStore;
import io.evergrant.adapter.postgresql.TenantPolicyStore;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.bulk.BulkAct;
import io.evergrant.domain.bulk.BulkKind;
import io.evergrant.domain.bulk.BulkLine;
import io.evergrant.domain.bulk.GrantFilterReader;
import io.evergrant.domain.bulk.LinkStanding;
import io.evergrant.domain.grant.GrantFilter;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.usecase.bulk.Asked;
import io.evergrant.usecase.bulk.ManageBulkActs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What owners made of the links of an act, as PostgreSQL counts it. */
class LinkAnswersIT {
  private final Household home = new Household();
  private final Provider mail = home.provider("Mail");
  private final Steward ada = new Steward(home.tenant, home.person(), null);
  private final BulkActStore store = new BulkActStore(Server.db());
  private final ConsentLinkStore links = new ConsentLinkStore(Server.db());
  private final GrantChangeStore changes = new GrantChangeStore(Server.db());
  private final ManageBulkActs manage =
      new ManageBulkActs(store, new TenantPolicyStore(Server.db()), new AuditStore(Server.db()));
  private final BulkNode node = new BulkNode("n1");
  private final List<GrantId> all =
      IntStream.range(0, 6).mapToObj(n -> home.grant(mail, "a" + n, Duration.ofHours(1))).toList();
  private final BulkAct act = ask(GrantFilter.ANY);

  @Test
  void each_link_stands_as_its_owner_left_it_and_counts_once() {
    everyOneOtherwise();
    assertThat(lines(act))
        .extracting(BulkLine::link)
        .containsExactly(
            LinkStanding.CONSENTED,
            LinkStanding.CONSENTED,
            LinkStanding.OPENED,
            LinkStanding.REVOKED,
            LinkStanding.ENDED,
            LinkStanding.OPEN);
    var found = manage.find(ada, act.id()).orElseThrow().links();
    assertThat(Objects.requireNonNull(found).standings())
        .isEqualTo(
            Map.of(
                LinkStanding.CONSENTED, 2L,
                LinkStanding.OPENED, 1L,
                LinkStanding.REVOKED, 1L,
                LinkStanding.ENDED, 1L,
                LinkStanding.OPEN, 1L));
    var pause = ((Asked.Done) manage.ask(ada, BulkKind.PAUSE, GrantFilter.ANY, null)).act();
    node.run();
    assertThat(manage.find(ada, pause.id()).orElseThrow().links()).isNull();
    assertThat(lines(pause)).extracting(BulkLine::link).containsOnlyNulls();
  }

  @Test
  void those_who_have_not_consented_are_found_and_asked_again() {
    everyOneOtherwise();
    var unanswered = GrantFilterReader.parse("unanswered=" + act.id());
    assertThat(manage.preview(ada, BulkKind.LINK, unanswered).hit()).isEqualTo(4);
    var again = ask(unanswered);
    var asked = lines(again);
    assertThat(asked).extracting(BulkLine::grant).containsExactlyElementsOf(all.subList(2, 6));
    assertThat(link(asked.get(0))).as("still good").isEqualTo(link(lines(act).get(2)));
    assertThat(link(asked.get(1))).as("revoked").isNotEqualTo(link(lines(act).get(3)));
    assertThat(link(asked.get(2))).as("ended").isNotEqualTo(link(lines(act).get(4)));
    use(asked.get(1));
    consentsOtherwise(asked.get(2));
    assertThat(manage.preview(ada, BulkKind.LINK, unanswered).hit())
        .as("a consent by the newer link answers the older one too")
        .isEqualTo(3);
  }

  @Test
  void P14_another_organisation_learns_nothing_of_an_act() {
    var other = new Household();
    other.grant(other.provider("Mail"), "a0", Duration.ofHours(1));
    var unanswered = GrantFilterReader.parse("unanswered=" + act.id());
    var steward = new Steward(other.tenant, other.person(), null);
    assertThat(manage.preview(steward, BulkKind.LINK, unanswered).found()).isZero();
    assertThat(manage.find(steward, act.id())).isEmpty();
  }

  private void everyOneOtherwise() {
    var made = lines(act);
    use(made.get(0));
    consentsOtherwise(made.get(1));
    links.opened(home.tenant, link(made.get(2)));
    links.revoke(home.tenant, link(made.get(3)));
    Server.asSuperuser(
        "UPDATE consent_link SET ends_at = eg_now() WHERE id = '%s'".formatted(link(made.get(4))));
  }

  private void use(BulkLine line) {
    assertThat(links.use(home.tenant, link(line), line.grant())).isTrue();
  }

  /** An admin reconnects it, without the link. */
  private void consentsOtherwise(BulkLine line) {
    var subject = line.account().replaceAll("@.*", "");
    changes.consented(home.consent(mail, line.grant(), subject, "11ff", Duration.ofHours(1)));
  }

  private BulkAct ask(GrantFilter filter) {
    var asked = ((Asked.Done) manage.ask(ada, BulkKind.LINK, filter, null)).act();
    node.run();
    return asked;
  }

  private List<BulkLine> lines(BulkAct of) {
    return store.lines(home.tenant, of.id(), 0, 100);
  }

  private static ConsentLinkId link(BulkLine line) {
    return new ConsentLinkId(UUID.fromString(Objects.requireNonNull(line.detail())));
  }
}
