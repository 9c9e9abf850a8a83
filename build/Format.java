import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs google-java-format over folders: {@code check} names each file that is not formatted and
 * ends with 1, {@code apply} formats it. Started by the build with a JDK that can parse today's
 * Java, which Maven's own may not.
 */
class Format {
  private static final List<String> JAVAC_PACKAGES =
      List.of(
          "api", "code", "comp", "file", "main", "model", "parser", "processing", "tree", "util");

  public static void main(String[] args) throws IOException, InterruptedException {
    var apply = args[0].equals("apply");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (var name : JAVAC_PACKAGES) {
      command.add("--add-exports=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED");
    }
    command.addAll(
        List.of(
            "-cp", System.getProperty("java.class.path"), "com.google.googlejavaformat.java.Main"));
    command.addAll(apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    var files = 0;
    for (var i = 1; i < args.length; i++) {
      try (Stream<Path> paths = Files.walk(Path.of(args[i]))) {
        var found =
            paths.map(Path::toString).filter(path -> path.endsWith(".java")).sorted().toList();
        files += found.size();
        command.addAll(found);
      }
    }
    var process = new ProcessBuilder(command).inheritIO().start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      System.exit(2);
    }
    if (process.exitValue() != 0) {
      System.err.println(
          "The files above are not formatted. Mend: mvn process-test-classes exec:exec@format");
      System.exit(1);
    }
    System.out.println(files + " files formatted");
  }
}
