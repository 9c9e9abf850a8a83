package io.evergrant.portal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may post here, and where a browser may be sent. */
class OwnSiteTest {
  private static final String PORTAL = "https://portal.example.com";

  @Test
  void a_form_of_this_site_may_post() {
    assertThat(OwnSite.isOwn("same-origin", "https://portal.example.com", PORTAL)).isTrue();
    assertThat(OwnSite.isOwn(null, "https://portal.example.com", PORTAL)).isTrue();
    assertThat(OwnSite.isOwn("same-origin", null, PORTAL)).isTrue();
    assertThat(OwnSite.isOwn(null, "http://localhost:8080", "http://localhost:8080")).isTrue();
  }

  @Test
  void nobody_else_may() {
    assertThat(OwnSite.isOwn("cross-site", "https://portal.example.com", PORTAL)).isFalse();
    assertThat(OwnSite.isOwn("same-site", "https://evil.example.com", PORTAL)).isFalse();
    assertThat(OwnSite.isOwn("same-origin", "https://evil.example.com", PORTAL)).isFalse();
    assertThat(OwnSite.isOwn(null, "null", PORTAL)).isFalse();
    assertThat(OwnSite.isOwn(null, "http://portal.example.com", PORTAL)).isFalse();
    assertThat(OwnSite.isOwn(null, "https://portal.example.com:8443", PORTAL)).isFalse();
    assertThat(OwnSite.isOwn(null, null, PORTAL)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://evil.example.com", "//evil.example.com", "/\\evil", "x", "", "/a\nb"})
  void sign_in_sends_nobody_to_another_site(String next) {
    assertThat(Paths.isOwn(next)).isFalse();
  }

  @Test
  void sign_in_goes_on_to_own_pages() {
    assertThat(Paths.isOwn("/grants?status=active")).isTrue();
  }

  @Test
  void the_cookie_needs_tls_except_on_loopback() {
    assertThat(SessionCookie.isSecure(URI.create("http://localhost:8080"))).isFalse();
    assertThat(SessionCookie.isSecure(URI.create("http://127.0.0.1:8080"))).isFalse();
    assertThat(SessionCookie.isSecure(URI.create("https://localhost:8443"))).isTrue();
    assertThat(SessionCookie.isSecure(URI.create("http://portal.example.com"))).isTrue();
  }
}
