package io.evergrant.usecase.staged;

import static io.evergrant.domain.provider.ClientAuthentication.CLIENT_SECRET_BASIC;
import static io.evergrant.domain.provider.ClientAuthentication.CLIENT_SECRET_POST;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.Endpoints;
import io.evergrant.domain.staged.DiscoveryEnding;
import io.evergrant.domain.staged.StageEnding;
import io.evergrant.domain.staged.StageVerdict;
import io.evergrant.usecase.port.Discovery.Discovered;
import io.evergrant.usecase.port.Discovery.Why;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CompareMetadataTest {
  private static final Endpoints OURS = Registered.endpoints();
  private static final List<ClientAuthentication> BASIC = List.of(CLIENT_SECRET_BASIC);
  private static final List<String> SCOPES = List.of("openid", "mail", "more");
  private static final List<String> S256 = List.of("plain", "S256");

  @Test
  void metadata_that_say_the_same_and_more_agree() {
    var more =
        new Endpoints(
            OURS.authorization(),
            OURS.token(),
            OURS.introspection(),
            URI.create("https://mail.example/revoke"),
            OURS.userinfo());
    var all = List.of(CLIENT_SECRET_POST, CLIENT_SECRET_BASIC);
    assertThat(compared(found(more, all, SCOPES, true, S256)))
        .isEqualTo(new DiscoveryEnding.AsRegistered(Registered.ISSUER.toString()));
  }

  @Test
  void what_metadata_do_not_list_is_no_difference() {
    assertThat(compared(found(OURS, BASIC, List.of(), true, List.of())).verdict())
        .isEqualTo(StageVerdict.PASSED);
  }

  static Stream<Arguments> differences() {
    return Stream.of(
        Arguments.of(
            found(elsewhere("https://mail.example/t"), BASIC, SCOPES, true, S256),
            "tokenEndpoint\thttps://api.mail.example/token\thttps://mail.example/t"),
        Arguments.of(
            found(
                new Endpoints(OURS.authorization(), OURS.token(), null, null, OURS.userinfo()),
                BASIC,
                SCOPES,
                true,
                S256),
            "introspectionEndpoint\thttps://api.mail.example/introspect\t"),
        Arguments.of(
            found(OURS, List.of(CLIENT_SECRET_POST), SCOPES, true, S256),
            "clientAuthentication\tclient_secret_basic\tclient_secret_post"),
        Arguments.of(found(OURS, BASIC, SCOPES, true, List.of("plain")), "pkce\tS256\tplain"),
        Arguments.of(found(OURS, BASIC, List.of("openid"), true, S256), "scope\tmail\topenid"),
        Arguments.of(found(OURS, BASIC, SCOPES, false, S256), "issuerInResponse\ttrue\tfalse"));
  }

  @ParameterizedTest
  @MethodSource("differences")
  void each_difference_is_told_with_both_sides(Discovered.Found found, String line) {
    var ending = compared(found);
    assertThat(ending.verdict()).isEqualTo(StageVerdict.DOUBTFUL);
    assertThat(ending.lines()).containsExactly(line);
  }

  @ParameterizedTest
  @EnumSource(Why.class)
  void metadata_that_cannot_be_used_fail_with_the_reason(Why why) {
    assertThat(compared(new Discovered.Failed(why, "tried there")))
        .isEqualTo(
            new DiscoveryEnding.NoMetadata(why.name().toLowerCase(Locale.ROOT), "tried there"));
  }

  private static StageEnding compared(Discovered discovered) {
    return CompareMetadata.of(Registered.provider(), discovered);
  }

  private static Endpoints elsewhere(String token) {
    return new Endpoints(
        OURS.authorization(), URI.create(token), OURS.introspection(), null, OURS.userinfo());
  }

  private static Discovered.Found found(
      Endpoints endpoints,
      List<ClientAuthentication> methods,
      List<String> scopes,
      boolean issuerInResponse,
      List<String> challenges) {
    return new Discovered.Found(
        Registered.ISSUER, endpoints, methods, scopes, issuerInResponse, challenges);
  }
}
