package io.evergrant.adapter.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.http.Body;
import io.evergrant.adapter.http.Got;
import io.evergrant.adapter.http.Headers;
import io.evergrant.domain.outcome.Classification;
import io.evergrant.domain.outcome.Classification.Ambiguous;
import io.evergrant.domain.outcome.Classification.ClientRefused;
import io.evergrant.domain.outcome.Classification.GrantRefused;
import io.evergrant.domain.outcome.Classification.Issued;
import io.evergrant.domain.outcome.Classification.NothingDone;
import io.evergrant.domain.outcome.Classification.Uncertain;
import io.evergrant.domain.outcome.Classifier;
import io.evergrant.domain.secret.IssuedTokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of real answers: from the bytes to the judgement. */
class RealAnswersTest {
  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
  private static final String ANYBODY = "any";
  private static final String SECTION = "RFC [0-9]+ section [0-9]+(\\.[0-9]+)*";
  private static final String ADDRESS = "(says|seen) https://[^ ]+";
  private static final AnswerReader READER = new AnswerReader(() -> NOW);

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void P05_P06_P07_an_answer_means_what_the_table_says(Row row) {
    assertThat(words(judge(row))).isEqualTo(row.judgement());
  }

  @Test
  void the_table_is_large_and_every_row_has_its_source() {
    assertThat(rows()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(rows()).extracting(Row::toString).doesNotHaveDuplicates();
    assertThat(rows().filter(Row::isAnybodys))
        .allSatisfy(row -> assertThat(row.source()).matches(SECTION));
    assertThat(rows().filter(row -> !row.isAnybodys()))
        .allSatisfy(row -> assertThat(row.source()).matches(ADDRESS));
    assertThat(rows().filter(row -> !row.isAnybodys()).map(Row::provider).distinct())
        .hasSizeGreaterThanOrEqualTo(30);
    assertThat(rows().filter(row -> row.source().startsWith("says ")))
        .as("by the provider's own word")
        .hasSizeGreaterThanOrEqualTo(60);
    assertThat(rows().map(row -> row.judgement().split(" ", 2)[0]))
        .contains(
            Stream.of(Classification.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .toArray(String[]::new));
  }

  private static Classification judge(Row row) {
    var got =
        new Got.Received(
            row.status(), new Headers(row.headers()), Body.of(row.body()), Duration.ofMillis(80));
    return Classifier.classify(READER.read(got, Redaction.of("the-client-secret", "R1")));
  }

  private static String words(Classification classification) {
    return switch (classification) {
      case Issued issued -> "Issued " + words(issued.tokens());
      case GrantRefused refused -> "GrantRefused " + refused.error();
      case ClientRefused refused -> "ClientRefused " + refused.error();
      case Ambiguous ambiguous -> "Ambiguous " + ambiguous.error();
      case NothingDone done -> "NothingDone " + done.cause() + " " + seconds(done.retryAfter());
      case Uncertain uncertain -> "Uncertain " + uncertain.cause();
    };
  }

  private static String words(IssuedTokens tokens) {
    var access = tokens.accessToken();
    var refresh = tokens.refreshToken();
    return Stream.of(
            access == null ? "-" : access.reveal(),
            refresh == null ? "-" : refresh.reveal(),
            seconds(tokens.expiresIn()),
            seconds(tokens.refreshExpiresIn()),
            tokens.scope() == null ? "-" : tokens.scope().toString())
        .collect(Collectors.joining(" "));
  }

  private static String seconds(@Nullable Duration duration) {
    return duration == null ? "-" : Long.toString(duration.toSeconds());
  }

  static Stream<Row> rows() {
    try (var in =
        Objects.requireNonNull(RealAnswersTest.class.getResourceAsStream("real-answers.txt"))) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n\n")).skip(1).map(Row::parse);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** One block of the table. */
  record Row(
      String provider,
      String title,
      String source,
      int status,
      Map<String, String> headers,
      String body,
      String judgement) {
    static Row parse(String block) {
      var lines = new ArrayList<>(block.strip().lines().toList());
      var answer = lines.get(3).substring(1).strip().split(" ", 2);
      return new Row(
          lines.get(0),
          lines.get(1),
          lines.get(2),
          Integer.parseInt(answer[0]),
          answer.length == 1 ? Map.of() : header(answer[1]),
          body(lines.subList(4, lines.size() - 1)),
          lines.getLast().substring(1).strip());
    }

    private static Map<String, String> header(String text) {
      var parts = text.split(": ", 2);
      return Map.of(parts[0].toLowerCase(Locale.ROOT), parts[1]);
    }

    private static String body(List<String> lines) {
      return String.join("\n", lines).replace("\\uFEFF", "\uFEFF");
    }

    boolean isAnybodys() {
      return provider.equals(ANYBODY);
    }

    @Override
    public String toString() {
      return provider + ": " + title;
    }
  }
}
