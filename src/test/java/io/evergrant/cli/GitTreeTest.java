package io.evergrant.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.evergrant.testkit.process.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real git. */
class GitTreeTest {
  @TempDir private Path temporary = Path.of("");
  private Path tree = Path.of("");

  @BeforeEach
  void a_work_tree() throws IOException {
    tree = Files.createDirectory(temporary.toRealPath().resolve("tree"));
    git("init", "--quiet");
  }

  @Test
  void a_file_that_git_would_take_is_refused() throws IOException {
    var below = Files.createDirectories(tree.resolve("a/b"));
    for (var folder : List.of(tree, below)) {
      var failure = refused("git", folder);
      assertThat(failure.code()).isEqualTo(ExitCode.PLACE_REFUSED);
      assertThat(failure.cause()).contains("does not ignore");
      assertThat(failure.mend()).contains(".gitignore");
    }
  }

  @Test
  void an_ignored_file_may_lie_there() throws IOException {
    Files.writeString(tree.resolve(".gitignore"), "token.json\n/secrets/\n");
    var secrets = Files.createDirectory(tree.resolve("secrets"));
    assertThat(place(tree, "token.json")).isEqualTo(GitTree.Place.IGNORED);
    assertThat(place(secrets, "any")).isEqualTo(GitTree.Place.IGNORED);
    assertThat(refused("git", tree).cause()).contains("does not ignore");
  }

  @Test
  void exclusions_are_read_as_git_reads_them() throws IOException {
    Files.writeString(tree.resolve(".gitignore"), "*.json\n!other.json\n");
    Files.writeString(tree.resolve(".git/info/exclude"), "private\n");
    assertThat(place(tree, "token.json")).isEqualTo(GitTree.Place.IGNORED);
    assertThat(place(tree, "private")).isEqualTo(GitTree.Place.IGNORED);
    assertThat(refused("git", tree).cause()).contains("does not ignore");
  }

  /** To ignore a file that is in the index already changes nothing for git. */
  @Test
  void a_file_that_git_follows_is_refused_although_it_is_named() throws IOException {
    Files.writeString(tree.resolve("other.json"), "{}");
    git("add", "other.json");
    Files.writeString(tree.resolve(".gitignore"), "other.json\n");
    assertThat(refused("git", tree).cause()).contains("does not ignore");
  }

  @Test
  void without_git_a_work_tree_is_seen_and_refused() throws IOException {
    Files.writeString(tree.resolve(".gitignore"), "*\n");
    assertThat(refused("/nowhere/git", tree).cause()).contains("cannot be told");
    assertThat(new GitTree("/nowhere/git").of(temporary.toRealPath(), "token.json"))
        .isEqualTo(GitTree.Place.OUTSIDE);
  }

  @Test
  void what_git_does_not_understand_is_refused() throws IOException {
    var broken = Files.createDirectory(temporary.toRealPath().resolve("broken"));
    Files.createDirectory(broken.resolve(".git"));
    assertThat(refused("git", broken).cause()).contains("cannot be told");
  }

  @Test
  void a_further_work_tree_of_a_repository_is_one() throws IOException {
    git(
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@b.example",
        "commit",
        "--quiet",
        "--allow-empty",
        "-m",
        "x");
    var further = temporary.toRealPath().resolve("further");
    git("worktree", "add", "--quiet", further.toString());
    assertThat(further.resolve(".git")).isRegularFile();
    assertThat(refused("git", further).cause()).contains("does not ignore");
  }

  /** Neither a killed writer's file nor the lock is anything that git would take. */
  @Test
  void all_that_is_written_in_a_work_tree_is_ignored() throws IOException {
    Files.writeString(tree.resolve(".gitignore"), "/.gitignore\n/token.json\n");
    var file = Given.kept(tree.resolve("token.json"), Given.token("first"));
    Files.writeString(file.workplace().file("left.tmp"), "a token");
    assertThat(git("status", "--porcelain", "--untracked-files=all")).isEmpty();
    assertThat(git("status", "--porcelain", "--ignored")).contains("token.json", ".evergrant/");
  }

  /** Git reads some names as patterns. */
  @Test
  void a_name_is_a_name() throws IOException {
    Files.writeString(tree.resolve(".gitignore"), "token.json\n");
    for (var name : List.of(":(glob)*", "*", "-v", ":!token.json")) {
      assertThat(catchThrowableOfType(Failure.class, () -> place(tree, name)).cause())
          .as(name)
          .contains("does not ignore");
    }
  }

  private static GitTree.Place place(Path folder, String name) {
    return new GitTree("git").of(folder, name);
  }

  private static Failure refused(String git, Path folder) {
    var failure =
        catchThrowableOfType(Failure.class, () -> new GitTree(git).of(folder, "other.json"));
    assertThat(failure).as("refused").isNotNull();
    return failure;
  }

  private String git(String... words) {
    var line = new ArrayList<>(List.of("git"));
    line.addAll(List.of(words));
    var done = Tool.run(tree, Map.of(), Duration.ofMinutes(1), line);
    assertThat(done.exit()).as(done.errors()).isZero();
    return done.output();
  }
}
