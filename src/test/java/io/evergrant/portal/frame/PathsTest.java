package io.evergrant.portal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathsTest {
  @ParameterizedTest
  @ValueSource(strings = {"/", "/grants", "/grants?q=%E5%BC%A0&status=active", "/audit/42#facts"})
  void a_path_of_this_site_is_own(String path) {
    assertThat(Paths.isOwn(path)).isTrue();
  }

  /** The last two become «//» and «/\» where a server writes one octet for each letter. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "grants",
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "/a\r\nSet-Cookie: a=b",
        "/a b",
        "/\u007f",
        "/\u012fevil.example/",
        "/\u015cevil.example/"
      })
  void whatever_may_lead_elsewhere_is_not(String path) {
    assertThat(Paths.isOwn(path)).isFalse();
  }
}
