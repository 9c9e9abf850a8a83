package io.evergrant.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.evergrant.adapter.yaml.EngineYaml;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.testkit.EmptyCatalogue;
import io.evergrant.usecase.provider.Described;
import io.evergrant.usecase.provider.DiscoverProvider;
import io.evergrant.usecase.provider.FieldProblem;
import io.evergrant.usecase.provider.ReadCatalogue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a file says of the hosts of an API, and what it does not say. */
class ProvidersFileTest {
  private static final String BEGIN = "version: 1\nproviders:\n- name: Files\n";

  private final ProvidersFile file =
      new ProvidersFile(
          new EngineYaml(),
          new ProviderDrafts(
              new ReadCatalogue(new EmptyCatalogue(), () -> Instant.EPOCH),
              new DiscoverProvider(
                  issuer -> {
                    throw new AssertionError("nothing is discovered here");
                  })));

  @Test
  void hosts_are_read_and_to_say_nothing_is_not_to_say_none() {
    assertThat(read("  api_hosts:\n  - https://a.example\n  - x\n").apiHosts())
        .as("what they are is looked at later")
        .containsExactly("https://a.example", "x");
    assertThat(read("  api_hosts: []\n").apiHosts()).isEmpty();
    assertThat(read("").apiHosts()).isNull();
    assertThat(read("  api_hosts: null\n").apiHosts()).isNull();
    assertThat(read("  api_hosts: []\n").draft().name()).isEqualTo("Files");
  }

  @Test
  void what_is_no_list_of_strings_is_named_beside_what_else_is_wrong() {
    for (var bad : List.of("https://a.example", "{a: b}", "[1]", "[[]]", "true")) {
      var problem =
          catchThrowableOfType(
              Problem.class, () -> read("  issuer: 7\n  api_hosts: " + bad + "\n"));
      assertThat(problem.errors())
          .as(bad)
          .extracting(FieldError::pointer)
          .containsExactlyInAnyOrder("#/providers/0/api_hosts", "#/providers/0/issuer");
    }
  }

  @Test
  void a_bad_host_is_pointed_at() {
    var none = new FieldProblem("apiHosts", FieldProblem.Problem.NOT_A_HOST, 2);
    assertThat(ProviderWords.error(none).pointer()).isEqualTo("#/api_hosts/2");
    assertThat(ProviderWords.error(none).mend()).contains("https://");
    var many = new FieldProblem("apiHosts", FieldProblem.Problem.TOO_MANY);
    assertThat(ProviderWords.error(many).pointer()).isEqualTo("#/api_hosts");
    assertThat(ProviderWords.error(many).mend()).contains("20");
  }

  private Described read(String more) {
    var tenant = new TenantId(UUID.randomUUID());
    var by =
        new Steward(tenant, new Actor.Person(new MemberId(UUID.randomUUID()), "a@x.example"), null);
    return file.read(by, BEGIN + more).getFirst();
  }
}
