package io.evergrant.cli;

import io.evergrant.cli.Portal.Answer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** {@code evergrant token}: has a living token in the file, and asks the portal only for need. */
final class TokenCommand {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final Function<Settings, Answer> portal;
  private final GitTree git;
  private final InstantSource clock;
  private final Pause pause;
  private final Screen screen;

  TokenCommand(
      Function<Settings, Answer> portal,
      GitTree git,
      InstantSource clock,
      Pause pause,
      Screen screen) {
    this.portal = portal;
    this.git = git;
    this.clock = clock;
    this.pause = pause;
    this.screen = screen;
  }

  /** Returns the file, with a token in it. */
  Path keep(Settings settings, Path out) {
    var until = until(settings);
    var file = TokenFile.at(out, git);
    var kept = living(settings, file);
    if (kept.isPresent()) {
      said(settings, file, kept.get(), " is good still");
      return file.path();
    }
    try (var lock = Lock.take(file, until, clock, pause)) {
      // who held the lock before has fetched it for all
      var other = living(settings, file);
      if (other.isPresent()) {
        said(settings, file, other.get(), " was fetched by another process");
      } else {
        var token = fetch(settings, until);
        file.write(token, lock);
        said(settings, file, token, " was fetched");
      }
    }
    return file.path();
  }

  /** Writes the token alone, to a pipe. */
  void print(Settings settings, PrintStream pipe) {
    pipe.println(fetch(settings, until(settings)).accessToken());
    pipe.flush();
  }

  private Instant until(Settings settings) {
    return clock.instant().plus(settings.patience());
  }

  private Optional<Token> living(Settings settings, TokenFile file) {
    var kept = file.read();
    if (kept.isPresent() && !kept.get().isFor(settings.portal(), settings.grant())) {
      throw Failure.place(
          file.path() + " holds the token of another grant, or of another portal.",
          "Give each grant a file of its own, or remove this one.");
    }
    return kept.filter(token -> token.lives(settings.minTtl(), clock.instant()));
  }

  private Token fetch(Settings settings, Instant until) {
    while (true) {
      switch (portal.apply(settings)) {
        case Answer.Given given -> {
          return given.token();
        }
        case Answer.No no -> throw no.why();
        case Answer.Later later -> {
          var wait = wait(later);
          if (clock.instant().plus(wait).isAfter(until)) {
            throw later.why();
          }
          pause.of(wait);
        }
      }
    }
  }

  /** Where nobody said when: soon, and not at the same moment as every other job. */
  private static Duration wait(Answer.Later later) {
    var wait = later.retryAfter();
    if (wait == null) {
      return SHORTEST.plusMillis(ThreadLocalRandom.current().nextInt(1_000));
    }
    return wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait;
  }

  private void said(Settings settings, TokenFile file, Token token, String what) {
    if (!settings.quiet()) {
      var end = token.expiresAt();
      screen.say(
          file.path()
              + ": the access token "
              + token.masked()
              + what
              + (end == null ? "; its end is not known." : " until " + end + "."));
    }
  }
}
