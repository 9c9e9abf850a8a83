package io.evergrant.portal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.portal.frame.Route.Audience;
import io.evergrant.portal.frame.Route.Match;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The table of addresses. */
class RouteTest {
  private static final Member ADMIN = member(Role.ADMIN);
  private static final Member AUDITOR = member(Role.AUDITOR);
  private static final Member OPERATOR =
      new Member(new MemberId(UUID.randomUUID()), null, "o@example.com", "O", Role.OPERATOR);

  @Test
  void an_address_finds_its_page_and_its_variable_part() {
    assertThat(Route.of("/")).contains(new Match(Route.OVERVIEW, ""));
    assertThat(Route.of("/providers/new")).contains(new Match(Route.PROVIDER_NEW, ""));
    assertThat(Route.of("/providers/17")).contains(new Match(Route.PROVIDER, "17"));
    assertThat(Route.of("/providers/17/edit")).contains(new Match(Route.PROVIDER_EDIT, "17"));
    assertThat(Route.of("/grants/17/18")).isEmpty();
    assertThat(Route.of("/grants/")).isEmpty();
    assertThat(Route.of("/elsewhere")).isEmpty();
  }

  @Test
  void every_page_of_the_table_is_there() {
    for (var route : Route.values()) {
      var view = route.view();
      if (view != null) {
        assertThat(Path.of("src/main/webapp" + view)).exists();
      }
    }
  }

  @Test
  void every_page_that_is_there_stands_in_the_table() throws Exception {
    try (var pages = Files.walk(Path.of("src/main/webapp/pages"))) {
      var unlisted =
          pages
              .filter(Files::isRegularFile)
              .map(page -> "/" + Path.of("src/main/webapp").relativize(page))
              .filter(
                  page ->
                      java.util.Arrays.stream(Route.values())
                          .noneMatch(route -> page.equals(route.view())))
              .toList();
      assertThat(unlisted).isEmpty();
    }
  }

  @Test
  void an_operator_is_kept_from_tenants_pages_and_an_auditor_from_acts() {
    assertThat(Audience.TENANT.admits(OPERATOR)).isFalse();
    assertThat(Audience.TENANT.admits(AUDITOR)).isTrue();
    assertThat(Audience.TENANT.admitsActs(AUDITOR)).isFalse();
    assertThat(Audience.TENANT.admitsActs(ADMIN)).isTrue();
    assertThat(Audience.TENANT.admitsActs(OPERATOR)).isFalse();
    assertThat(Audience.ANYBODY.admitsActs(AUDITOR)).isTrue();
    assertThat(Audience.ADMIN.admits(AUDITOR)).isFalse();
    assertThat(Audience.ADMIN.admits(ADMIN)).isTrue();
    assertThat(Audience.OPERATOR.admits(ADMIN)).isFalse();
  }

  private static Member member(Role role) {
    var tenant = new TenantId(UUID.randomUUID());
    return new Member(new MemberId(UUID.randomUUID()), tenant, "m@example.com", "M", role);
  }
}
