package io.evergrant.usecase.provider;

import static io.evergrant.usecase.provider.Registry.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.provider.ClientAssertion;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.RefreshMode;
import io.evergrant.domain.provider.ReuseConsequence;
import io.evergrant.domain.provider.ScopeSeparator;
import io.evergrant.domain.provider.TokenRequestBody;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.usecase.provider.DescribeProviders.Planned;
import io.evergrant.usecase.provider.DescribeProviders.Wrong;
import io.evergrant.usecase.provider.FieldProblem.Problem;
import io.evergrant.usecase.provider.ManageApiHosts.Changed;
import io.evergrant.usecase.provider.RegisterProvider.Registered;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** To which hosts calls may be forwarded: one list at a time, and as a file describes it. */
class ApiHostsTest {
  private static final String A = "https://a.example";
  private static final String B = "https://b.example";

  private final Registry registry = new Registry();
  private final DescribeProviders described = registry.described();
  private final ManageApiHosts manage = registry.hostsOf();
  private ProviderId provider = new ProviderId(UUID.randomUUID());

  @BeforeEach
  void one_provider_with_one_host() {
    apply(described("Files", "read", List.of(A)));
    provider = registry.rows.keySet().iterator().next();
    registry.events.clear();
  }

  @Test
  void a_new_provider_comes_with_its_hosts() {
    assertThat(registry.hosts).containsExactly(java.util.Map.entry(provider, at(A)));
  }

  @Test
  void what_is_not_described_stays_whoever_changes_it_meanwhile() {
    var step = plan(described("Files", "read", null));
    assertThat(step.change()).isEqualTo(Step.Change.SAME);
    var other = plan(described("Files", "write", null));
    registry.hosts.put(provider, at(B));
    assertThat(described.take(registry.by, other)).isInstanceOf(Registered.Done.class);
    assertThat(registry.hosts.get(provider)).isEqualTo(at(B));
    assertThat(registry.events).containsExactly(AuditEventType.PROVIDER_CHANGED);
  }

  @Test
  void other_hosts_alone_are_no_change_of_the_registration() {
    apply(described("Files", "read", List.of(B, A + "/", B)));
    assertThat(registry.hosts.get(provider)).isEqualTo(at(A, B));
    assertThat(registry.events).containsExactly(AuditEventType.API_HOSTS_CHANGED);
    assertThat(plan(described("Files", "read", List.of(A, B))).change())
        .isEqualTo(Step.Change.SAME);
    apply(described("Files", "read", List.of()));
    assertThat(registry.hosts.get(provider)).isEmpty();
  }

  @Test
  void hosts_that_somebody_changed_meanwhile_are_not_overwritten_and_nothing_else_is() {
    var both = plan(described("Files", "write", List.of(B)));
    var alone = plan(described("Files", "read", List.of(B)));
    var before = registry.rows.get(provider);
    registry.meanwhile = () -> registry.hosts.put(provider, at("https://c.example"));
    for (var step : List.of(both, alone)) {
      assertThat(described.take(registry.by, step)).isEqualTo(new Registered.ChangedMeanwhile());
      assertThat(registry.hosts.get(provider)).isEqualTo(at("https://c.example"));
    }
    assertThat(registry.rows.get(provider)).isEqualTo(before);
    assertThat(registry.events).isEmpty();
  }

  @Test
  void bad_hosts_are_named_by_their_places_beside_what_else_is_wrong() {
    var bad = described("Files", "read", List.of(A, "http://a.example", "https://a.example/path"));
    var many = described("", "read", Collections.nCopies(ManageApiHosts.MOST + 1, A));
    assertThat(described.plan(registry.by, List.of(bad, many)))
        .isEqualTo(
            new Planned.Refused(
                List.of(
                    new Wrong(
                        0,
                        List.of(
                            new FieldProblem("apiHosts", Problem.NOT_A_HOST, 1),
                            new FieldProblem("apiHosts", Problem.NOT_A_HOST, 2))),
                    new Wrong(
                        1,
                        List.of(
                            new FieldProblem("name", Problem.MISSING),
                            new FieldProblem("apiHosts", Problem.TOO_MANY))))));
  }

  @Test
  void an_old_list_replaces_nothing() {
    assertThat(manage.replace(registry.by, provider, at(B), List.of(B)))
        .isEqualTo(new Changed.ChangedMeanwhile());
    assertThat(registry.hosts.get(provider)).isEqualTo(at(A));
    assertThat(manage.replace(registry.by, provider, at(A), List.of(B)))
        .isEqualTo(new Changed.Done(at(B)));
    assertThat(manage.replace(registry.by, provider, null, List.of(A)))
        .isEqualTo(new Changed.Done(at(A)));
    assertThat(registry.events)
        .containsExactly(AuditEventType.API_HOSTS_CHANGED, AuditEventType.API_HOSTS_CHANGED);
  }

  @Test
  void to_want_what_is_there_is_no_news() {
    assertThat(manage.replace(registry.by, provider, at(A), List.of(A)))
        .isEqualTo(new Changed.Done(at(A)));
    assertThat(registry.events).isEmpty();
  }

  @Test
  void who_may_not_see_the_provider_neither_reads_nor_changes_them() {
    var elsewhere =
        new Steward(registry.tenant, registry.by.actor(), new ProviderId(UUID.randomUUID()));
    assertThat(manage.list(elsewhere, provider)).isEmpty();
    assertThat(manage.replace(elsewhere, provider, null, List.of(B)))
        .isEqualTo(new Changed.NoSuchProvider());
    assertThat(registry.hosts.get(provider)).isEqualTo(at(A));
  }

  private Step plan(Described one) {
    return ((Planned.Ready) described.plan(registry.by, List.of(one))).steps().getFirst();
  }

  private void apply(Described one) {
    assertThat(described.take(registry.by, plan(one))).isInstanceOf(Registered.Done.class);
  }

  private static Described described(String name, String scope, @Nullable List<String> hosts) {
    var policy =
        new PolicyDraft(
            RefreshMode.KEEP_WARM,
            ProofKind.NONE,
            "",
            "",
            false,
            ReuseConsequence.REVOKES_GRANT,
            "",
            "",
            "");
    var draft =
        new ProviderDraft(
            name,
            "",
            false,
            "https://id.example/authorize",
            "https://id.example/token",
            "",
            "",
            "",
            "",
            "",
            "client",
            new ClientSecret("secret"),
            ClientAuthentication.CLIENT_SECRET_BASIC,
            ClientAssertion.USUAL,
            scope,
            ScopeSeparator.SPACE,
            "",
            TokenRequestBody.FORM,
            "",
            policy);
    return new Described(draft, hosts);
  }
}
