package io.evergrant.usecase.staged;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.staged.Certificate;
import io.evergrant.domain.staged.StageEnding;
import io.evergrant.domain.staged.TlsEnding;
import io.evergrant.usecase.port.ProviderReach.Looked;
import io.evergrant.usecase.port.ProviderReach.Reason;
import io.evergrant.usecase.port.ProviderReach.Shaken;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JudgeReachTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final URI TOKEN = URI.create("https://api.mail.example/token");
  private static final URI ISSUER = URI.create("https://mail.example");

  @Test
  void each_server_is_tried_once_and_the_token_endpoint_first() {
    assertThat(AskProvider.places(Registered.provider()))
        .extracting(URI::getHost)
        .containsExactly("api.mail.example", "mail.example", "people.mail.example");
  }

  static Stream<Arguments> names() {
    return Stream.of(
        Arguments.of(new Looked.Found(List.of("1.2.3.4")), "resolved"),
        Arguments.of(new Looked.NotHttps(), "not_https"),
        Arguments.of(new Looked.Unknown(), "name_unknown"),
        Arguments.of(new Looked.Refused("10.0.0.1"), "address_refused"),
        Arguments.of(new Looked.TooSlow(), "look_up_too_slow"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void what_one_of_two_names_came_to_decides(Looked second, String code) {
    Map<URI, Looked> places = new LinkedHashMap<>();
    places.put(TOKEN, new Looked.Found(List.of("1.2.3.4", "1.2.3.5")));
    places.put(ISSUER, second);
    assertThat(JudgeReach.names(places).code()).isEqualTo(code);
  }

  @Test
  void all_addresses_are_told() {
    assertThat(JudgeReach.names(Map.of(TOKEN, new Looked.Found(List.of("1.2.3.4", "::1")))).lines())
        .containsExactly("api.mail.example\t1.2.3.4, ::1");
  }

  static Stream<Arguments> handshakes() {
    return Stream.of(
        Arguments.of(secure(Duration.ofDays(60)), "secured"),
        Arguments.of(secure(Duration.ofDays(13)), "ends_soon"),
        Arguments.of(new Shaken.Plain(), "secured"),
        Arguments.of(new Shaken.NoConnection("Connection refused"), "no_connection"),
        Arguments.of(new Shaken.TooSlow(), "no_handshake_in_time"),
        Arguments.of(refused(Reason.EXPIRED), "expired"),
        Arguments.of(refused(Reason.NOT_YET_GOOD), "not_yet_good"),
        Arguments.of(refused(Reason.OTHER_NAME), "other_name"),
        Arguments.of(refused(Reason.NOT_TRUSTED), "not_trusted"),
        Arguments.of(new Shaken.Refused(Reason.NO_HANDSHAKE, null, "?"), "no_handshake"));
  }

  @ParameterizedTest
  @MethodSource("handshakes")
  void what_one_of_two_servers_showed_decides(Shaken second, String code) {
    assertThat(judged(secure(Duration.ofDays(60)), second).code()).isEqualTo(code);
  }

  @Test
  void without_any_certificate_there_is_nothing_to_judge() {
    assertThat(judged(new Shaken.Plain(), new Shaken.Plain())).isEqualTo(new TlsEnding.PlainHttp());
  }

  @Test
  void subject_issuer_protocol_and_end_are_told() {
    assertThat(judged(secure(Duration.ofDays(60)), new Shaken.Plain()).lines())
        .containsExactly("api.mail.example\tTLSv1.3\tCN=subject\tCN=issuer\t2027-01-25");
  }

  private static StageEnding judged(Shaken first, Shaken second) {
    Map<URI, Shaken> places = new LinkedHashMap<>();
    places.put(TOKEN, first);
    places.put(ISSUER, second);
    return JudgeReach.handshakes(places, NOW);
  }

  private static Shaken secure(Duration left) {
    return new Shaken.Secure("TLSv1.3", certificate(NOW.plus(left)));
  }

  private static Shaken refused(Reason reason) {
    return new Shaken.Refused(reason, certificate(NOW), "?");
  }

  private static Certificate certificate(Instant until) {
    return new Certificate(
        "CN=subject", "CN=issuer", NOW.minus(Duration.ofDays(1)), until, List.of("a", "b"));
  }
}
