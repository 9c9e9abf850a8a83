package io.evergrant.portal.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.outcome.Classification.DeferCause;
import io.evergrant.domain.outcome.Classification.UnknownCause;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.staged.Certificate;
import io.evergrant.domain.staged.ClientEnding;
import io.evergrant.domain.staged.ConsentEnding;
import io.evergrant.domain.staged.DiscoveryEnding;
import io.evergrant.domain.staged.NameEnding;
import io.evergrant.domain.staged.RefreshEnding;
import io.evergrant.domain.staged.Stage;
import io.evergrant.domain.staged.StageEnding;
import io.evergrant.domain.staged.StageResult;
import io.evergrant.domain.staged.StageVerdict;
import io.evergrant.domain.staged.StagedTest;
import io.evergrant.domain.staged.StagedTestId;
import io.evergrant.domain.staged.TlsEnding;
import io.evergrant.portal.text.Sentences;
import io.evergrant.portal.text.Words;
import io.evergrant.usecase.port.Discovery.Why;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each ending of a stage is told with what was found and, where it is not good, with its mend. */
class StageWordsTest {
  private static final Instant DAY = Instant.parse("2026-11-26T12:00:00Z");
  private static final GrantId GRANT = new GrantId(UUID.randomUUID());
  private static final TlsEnding.Host HOST =
      new TlsEnding.Host(
          "mail.example",
          "TLSv1.3",
          new Certificate("CN=mail.example", "CN=CA", DAY, DAY, List.of("mail.example")));

  private final Sentences text = new Sentences(Locale.ENGLISH);
  private final StageWords words = new StageWords(text, new Words(text));

  @Test
  void the_samples_below_leave_no_ending_out() {
    assertThat(endings().map(ending -> (Object) ending.getClass()).distinct())
        .containsExactlyInAnyOrderElementsOf(kinds(StageEnding.class).toList());
  }

  private static Stream<Class<?>> kinds(Class<?> of) {
    return Arrays.stream(of.getPermittedSubclasses())
        .flatMap(kind -> kind.isSealed() ? kinds(kind) : Stream.of(kind));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void every_ending_says_what_was_found_and_what_helps(StageEnding ending) {
    var row = row(ending);
    assertThat(row.what()).isNotBlank().doesNotContain("{");
    assertThat(row.word()).isNotBlank();
    assertThat(row.lines()).hasSameSizeAs(ending.lines()).noneMatch(line -> line.contains("{"));
    var untried = ending instanceof StageEnding.NotTried;
    if (ending.verdict().compareTo(StageVerdict.DOUBTFUL) >= 0 && !untried) {
      assertThat(row.mend()).isNotBlank().doesNotContain("{");
    }
    var shown = row.what() + row.said() + row.mend() + row.lines();
    assertThat(ending.facts().stream().filter(StageWordsTest::isShownAsItIs))
        .as("nothing that was found is kept back")
        .allMatch(shown::contains);
  }

  /** A code of ours becomes a sentence. */
  private static boolean isShownAsItIs(String fact) {
    return !fact.matches("[a-z_]+") || fact.startsWith("invalid_");
  }

  @Test
  void the_stages_to_come_are_there_with_the_one_that_is_under_way() {
    var rows =
        words.rows(test(Stage.TLS, null, result(Stage.NAME, new NameEnding.Resolved(List.of()))));
    assertThat(rows).extracting(StageRow::tone).startsWith("good", "wait", "idle").hasSize(6);
    assertThat(rows).allSatisfy(row -> assertThat(row.name()).isNotBlank());
  }

  @Test
  void a_test_that_failed_says_where() {
    var failed =
        test(Stage.CLIENT, DAY, result(Stage.CLIENT, new ClientEnding.ClientRefused("e", "")));
    assertThat(words.summary(failed)).contains("Client authentication");
    assertThat(words.tone(failed)).isEqualTo("bad");
  }

  private StageRow row(StageEnding ending) {
    return words.rows(test(Stage.NAME, DAY, result(Stage.NAME, ending))).getFirst();
  }

  private static StageResult result(Stage stage, StageEnding ending) {
    return new StageResult(
        stage,
        ending.verdict(),
        ending.code(),
        ending.facts(),
        ending.lines(),
        DAY,
        Duration.ofMillis(12));
  }

  private static StagedTest test(Stage stage, @Nullable Instant endedAt, StageResult result) {
    return new StagedTest(
        new StagedTestId(UUID.randomUUID()),
        new ProviderId(UUID.randomUUID()),
        1,
        stage,
        "ada@example.com",
        DAY,
        endedAt,
        null,
        null,
        null,
        List.of(result));
  }

  static Stream<StageEnding> endings() {
    var certain =
        Stream.of(
            new StageEnding.NotTried(),
            new StageEnding.BrokeOff(),
            new NameEnding.Resolved(
                List.of(new NameEnding.Host("mail.example", List.of("1.2.3.4", "1.2.3.5")))),
            new NameEnding.NotHttps(URI.create("http://mail.example/token")),
            new NameEnding.NameUnknown("mail.example"),
            new NameEnding.AddressRefused("mail.example", "10.0.0.1"),
            new NameEnding.LookUpTooSlow("mail.example", Duration.ofSeconds(10)),
            new TlsEnding.Secured(List.of(HOST)),
            new TlsEnding.EndsSoon("mail.example", DAY, List.of(HOST)),
            new TlsEnding.PlainHttp(),
            new TlsEnding.Expired("mail.example", DAY),
            new TlsEnding.NotYetGood("mail.example", DAY),
            new TlsEnding.OtherName("mail.example", List.of("a.example", "b.example")),
            new TlsEnding.NotTrusted("mail.example", "CN=Unheard of"),
            new TlsEnding.NoHandshake("mail.example", "Unsupported record"),
            new TlsEnding.NoConnection("mail.example", "Connection refused"),
            new TlsEnding.NoHandshakeInTime("mail.example", Duration.ofSeconds(5)),
            new DiscoveryEnding.NoIssuer(),
            new DiscoveryEnding.AsRegistered("https://mail.example"),
            new DiscoveryEnding.Differs(
                "https://mail.example",
                List.of(
                    new DiscoveryEnding.Difference("tokenEndpoint", "https://a", "https://b"),
                    new DiscoveryEnding.Difference("pkce", "S256", "plain"),
                    new DiscoveryEnding.Difference("issuerInResponse", "true", "false"),
                    new DiscoveryEnding.Difference("userinfoEndpoint", "https://a", ""))),
            new ClientEnding.ClientKnown("invalid_grant"),
            new ClientEnding.PublicClient("invalid_grant"),
            new ClientEnding.ClientRefused("invalid_client", "No such client"),
            new ClientEnding.OnlyFormerSecret("invalid_client"),
            new ClientEnding.AnswerUnclear("invalid_request", "Some words"),
            new ClientEnding.TookAnything(),
            new ClientEnding.NoProof(),
            new ClientEnding.NoAnswerInTime(Duration.ofSeconds(10)),
            new ConsentEnding.Consented(GRANT, "ada@mail.example"),
            new ConsentEnding.ConsentedToLess(GRANT, "ada@mail.example", List.of("Mail.Read")),
            new ConsentEnding.NobodyConsented(),
            new ConsentEnding.LinkRevoked(),
            new ConsentEnding.ProviderPaused(),
            new ConsentEnding.Stopped("ada@example.com"),
            new RefreshEnding.Rotated(12),
            new RefreshEnding.SameToken(12),
            new RefreshEnding.NotRefreshed("consent_lost", "revoked", "It was revoked"),
            new RefreshEnding.NoResult("deferred", "dns", ""),
            new RefreshEnding.NotInTime(121),
            new RefreshEnding.GrantGone());
    var unreached =
        Stream.of("no_connection", "dns", "tls", "address_refused", "lease_ended")
            .map(ClientEnding.NotReached::new);
    var busy =
        Stream.of(
                DeferCause.RATE_LIMITED, DeferCause.UNAVAILABLE, DeferCause.TEMPORARILY_UNAVAILABLE)
            .map(cause -> new ClientEnding.ProviderBusy(code(cause)));
    var none =
        Arrays.stream(UnknownCause.values())
            .filter(cause -> cause != UnknownCause.TIMEOUT)
            .filter(cause -> cause != UnknownCause.CRASHED_IN_FLIGHT)
            .map(cause -> new ClientEnding.NoTokenEndpoint(code(cause)));
    var metadata =
        Arrays.stream(Why.values())
            .map(why -> new DiscoveryEnding.NoMetadata(code(why), "https://mail.example"));
    return Stream.of(certain, unreached, busy, none, metadata).flatMap(all -> all);
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
