package io.evergrant.domain.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScopeTest {
  @Test
  void scopes_are_read_as_providers_and_people_write_them() {
    assertThat(Scope.parse(" openid,mail\n offline_access  mail ").tokens())
        .containsExactly("openid", "mail", "offline_access");
    assertThat(Scope.parse("  ")).isEqualTo(Scope.EMPTY);
  }

  @Test
  void P05_what_was_asked_for_and_not_granted_is_named() {
    var granted = Scope.parse("openid mail");
    assertThat(granted.missing(Scope.parse("openid offline_access mail calendar")))
        .containsExactly("offline_access", "calendar");
    assertThat(granted.missing(Scope.parse("mail"))).isEmpty();
  }

  @Test
  void they_are_written_as_the_rfc_writes_them() {
    assertThat(Scope.parse("a,b")).hasToString("a b");
  }

  @Test
  void a_request_carries_them_as_its_provider_wants() {
    assertThat(ScopeSeparator.SPACE.join(Scope.parse("openid mail"))).isEqualTo("openid mail");
    assertThat(ScopeSeparator.COMMA.join(Scope.parse("openid mail"))).isEqualTo("openid,mail");
  }
}
