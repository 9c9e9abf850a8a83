package io.evergrant.cli;

import static io.evergrant.cli.Given.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.evergrant.cli.Portal.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCommandTest {
  private static final String NEW = "at_the-new-one-0123456789abcdef";

  @TempDir private Path folder = Path.of("");
  private final ArrayDeque<Answer> answers = new ArrayDeque<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private Instant now = NOW;
  private int calls;

  @Test
  void a_token_is_fetched_and_kept() {
    answers.add(new Answer.Given(Given.token(NEW)));
    var file = keep(Given.settings(path()));
    assertThat(Token.kept(Given.text(file)).accessToken()).isEqualTo(NEW);
    assertThat(calls).isEqualTo(1);
  }

  @Test
  void the_screen_shows_too_little_to_use() {
    answers.add(new Answer.Given(Given.token(NEW)));
    keep(Given.settings(path()));
    assertThat(said.toString(UTF_8)).contains("at_t…").doesNotContain(NEW.substring(0, 6));
    assertThat(Given.token("short").masked()).isEqualTo("…");
  }

  @Test
  void nobody_is_asked_while_the_file_is_good() {
    Given.kept(path(), Given.token("kept"));
    keep(Given.settings(path(), Duration.ofMinutes(10), Duration.ZERO));
    assertThat(calls).isZero();
    answers.add(new Answer.Given(Given.token(NEW)));
    keep(Given.settings(path(), Duration.ofSeconds(601), Duration.ZERO));
    assertThat(calls).isEqualTo(1);
  }

  @Test
  void an_ended_token_is_replaced_although_nothing_was_demanded() {
    Given.kept(path(), Given.token("ended", NOW));
    answers.add(new Answer.Given(Given.token(NEW)));
    keep(Given.settings(path(), Duration.ZERO, Duration.ZERO));
    assertThat(Token.kept(Given.text(path())).accessToken()).isEqualTo(NEW);
  }

  @Test
  void of_a_token_without_a_known_end_the_portal_is_asked_each_time() {
    Given.kept(path(), Given.token("kept", null));
    answers.add(new Answer.Given(Given.token(NEW, null)));
    keep(Given.settings(path()));
    assertThat(calls).isEqualTo(1);
  }

  @Test
  void a_failure_leaves_the_file_as_it_was() {
    Given.kept(path(), Given.token("kept", NOW.plusSeconds(30)));
    var before = Given.text(path());
    answers.add(new Answer.No(new Failure(ExitCode.NEEDS_A_PERSON, "Ask.", "")));
    assertThat(failed(Given.settings(path())).code()).isEqualTo(ExitCode.NEEDS_A_PERSON);
    assertThat(path()).hasContent(before);
  }

  @Test
  void the_portal_is_asked_again_when_it_says_so() {
    answers.add(later(Duration.ofSeconds(20)));
    answers.add(later(Duration.ZERO));
    answers.add(new Answer.Given(Given.token(NEW)));
    keep(Given.settings(path()));
    assertThat(pauses).containsExactly(Duration.ofSeconds(20), Duration.ofSeconds(1));
  }

  @Test
  void but_not_for_longer_than_was_allowed() {
    answers.add(later(Duration.ofSeconds(20)));
    answers.add(later(Duration.ofSeconds(41)));
    assertThat(failed(Given.settings(path())).code()).isEqualTo(ExitCode.NOT_NOW);
    assertThat(calls).isEqualTo(2);
    assertThat(path()).doesNotExist();
  }

  @Test
  void a_portal_that_restarts_is_asked_again_every_second_or_two() {
    answers.add(later(null));
    answers.add(later(null));
    answers.add(new Answer.Given(Given.token(NEW)));
    keep(Given.settings(path()));
    assertThat(calls).isEqualTo(3);
    assertThat(pauses)
        .hasSize(2)
        .allSatisfy(
            pause -> assertThat(pause).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2)));
  }

  @Test
  void and_one_that_stays_away_until_the_time_is_over() {
    for (var i = 0; i < 61; i++) {
      answers.add(later(null));
    }
    assertThat(failed(Given.settings(path())).code()).isEqualTo(ExitCode.NOT_NOW);
    assertThat(calls).isBetween(30, 60);
    assertThat(now).isBetween(NOW.plusSeconds(58), NOW.plusSeconds(60));
  }

  @Test
  void without_time_it_is_asked_once() {
    answers.add(later(null));
    var impatient = Given.settings(path(), Duration.ZERO, Duration.ZERO);
    assertThat(failed(impatient).code()).isEqualTo(ExitCode.NOT_NOW);
    assertThat(pauses).isEmpty();
  }

  @Test
  void a_file_of_another_grant_is_not_touched() {
    Given.kept(path(), Given.token("kept"));
    var other =
        new Settings(
            Given.PORTAL,
            new Key(Given.KEY),
            Given.GRANT.replace('1', '2'),
            path(),
            Duration.ZERO,
            Duration.ZERO,
            true,
            List.of());
    var before = Given.text(path());
    assertThat(failed(other).code()).isEqualTo(ExitCode.PLACE_REFUSED);
    assertThat(path()).hasContent(before);
  }

  @Test
  void while_another_writes_one_waits_and_takes_what_it_brought() {
    var file = TokenFile.at(path(), new GitTree("git"));
    var other = Lock.take(file, now.plusSeconds(1), () -> now, pauses::add);
    var command =
        new TokenCommand(
            this::answer,
            new GitTree("git"),
            () -> now,
            pause -> {
              file.write(Given.token("by the other"), other);
              other.close();
            },
            screen());
    command.keep(Given.settings(path()), path());
    assertThat(calls).isZero();
    assertThat(said.toString(UTF_8)).contains("another process");
  }

  @Test
  void a_lock_that_is_never_free_is_not_waited_for_for_ever() {
    try (var other =
        Lock.take(
            TokenFile.at(path(), new GitTree("git")), now.plusSeconds(1), () -> now, pauses::add)) {
      assertThat(other).isNotNull();
      assertThat(failed(Given.settings(path())).code()).isEqualTo(ExitCode.NOT_NOW);
      assertThat(now).isEqualTo(NOW.plusSeconds(60));
      assertThat(calls).isZero();
    }
  }

  /** Before the portal is asked: what it gave would have to be thrown away. */
  @Test
  void a_place_that_git_takes_along_is_refused_before_anything_is_asked() throws IOException {
    Files.createDirectories(folder.resolve(".git"));
    assertThat(failed(Given.settings(path())).code()).isEqualTo(ExitCode.PLACE_REFUSED);
    assertThat(calls).isZero();
  }

  private Path path() {
    return folder.resolve("token.json");
  }

  private static Answer later(@Nullable Duration wait) {
    return new Answer.Later(new Failure(ExitCode.NOT_NOW, "Not now.", ""), wait);
  }

  private Answer answer(Settings settings) {
    calls++;
    return answers.removeFirst();
  }

  private Screen screen() {
    return new Screen(new PrintStream(said, true, UTF_8));
  }

  private Path keep(Settings settings) {
    return new TokenCommand(
            this::answer,
            new GitTree("git"),
            () -> now,
            pause -> {
              pauses.add(pause);
              now = now.plus(pause);
            },
            screen())
        .keep(settings, path());
  }

  private Failure failed(Settings settings) {
    return catchThrowableOfType(Failure.class, () -> keep(settings));
  }
}
