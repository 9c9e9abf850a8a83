package io.evergrant.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Whether git would take a file along. That a folder lies in a work tree is seen without git; which
 * files it ignores git alone is asked, since the rules lie in many places. Where it cannot be told
 * the file is not written.
 */
final class GitTree {
  private static final int PATIENCE_S = 20;

  private final String git;

  /**
   * A git to ask.
   *
   * @param git the program
   */
  GitTree(String git) {
    this.git = git;
  }

  /** What holds for a file. */
  enum Place {
    OUTSIDE,
    IGNORED
  }

  /**
   * Where a file would lie.
   *
   * @param folder its folder, without links in its path
   * @throws Failure where git would take it, or where that cannot be told
   */
  Place of(Path folder, String name) {
    if (!isWorkTree(folder)) {
      return Place.OUTSIDE;
    }
    return switch (ask(folder, name)) {
      case 0 -> Place.IGNORED;
      case 1 ->
          throw Failure.place(
              "The file would lie in a git work tree, and git does not ignore it.",
              "Choose a path outside, or name it in .gitignore (a file that git follows already has"
                  + " to be removed from its index too).");
      default ->
          throw Failure.place(
              "The file would lie in a git work tree, and it cannot be told whether git ignores"
                  + " it: there is no git here, or it refuses to say.",
              "Choose a path outside of work trees; or see what git check-ignore says there.");
    };
  }

  /** A folder {@code .git}, or a file of that name in worktrees and submodules. */
  private static boolean isWorkTree(Path folder) {
    for (var at = folder; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
        return true;
      }
    }
    return false;
  }

  /** The exit code of {@code git check-ignore}: 0 ignored, 1 not, others: it cannot say. */
  private int ask(Path folder, String name) {
    var builder =
        new ProcessBuilder(
                List.of(
                    git,
                    "-c",
                    "core.fsmonitor=false",
                    "check-ignore",
                    "--quiet",
                    "--",
                    "./" + name))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    // another repository that the caller works on has no say about this folder
    builder.environment().keySet().removeIf(variable -> variable.startsWith("GIT_"));
    builder.environment().put("GIT_DISCOVERY_ACROSS_FILESYSTEM", "1");
    try {
      var process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return -1;
      }
      return process.exitValue();
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }
}
