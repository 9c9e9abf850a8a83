package io.evergrant.plants;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the test methods that its arguments name; ends with {@value #GREEN} when all passed, with
 * {@value #RED} when each of them saw a fault, with {@value #UNCLEAR} otherwise: a store that did
 * not start, a set-up that failed, one of several methods that passed.
 */
final class Tests implements TestExecutionListener {
  static final int GREEN = 0;
  static final int RED = 42;
  static final int UNCLEAR = 3;

  private final Set<Named> passed = new HashSet<>();
  private final Set<Named> seen = new HashSet<>();
  private final List<String> otherwise = new ArrayList<>();

  private Tests() {}

  public static void main(String[] methods) {
    System.exit(run(Stream.of(methods).map(Named::of).toList()));
  }

  static int run(List<Named> methods) {
    var request = LauncherDiscoveryRequestBuilder.request();
    for (var named : methods) {
      var method = named.find();
      request.selectors(selectMethod(method.getDeclaringClass(), method));
    }
    var tests = new Tests();
    LauncherFactory.create().execute(request.build(), tests);
    return tests.verdict(methods);
  }

  private int verdict(List<Named> methods) {
    otherwise.forEach(line -> System.out.println("NO SIGHT " + line));
    if (!otherwise.isEmpty()) {
      return UNCLEAR;
    }
    if (seen.containsAll(methods)) {
      return RED;
    }
    if (seen.isEmpty() && passed.containsAll(methods)) {
      return GREEN;
    }
    methods.stream()
        .filter(named -> !seen.contains(named))
        .forEach(named -> System.out.println("BLIND " + named));
    return UNCLEAR;
  }

  @Override
  public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
    var named = named(identifier);
    var thrown = result.getThrowable().orElse(null);
    switch (result.getStatus()) {
      case SUCCESSFUL -> {
        if (named != null) {
          passed.add(named);
        }
      }
      case ABORTED -> otherwise.add(identifier.getDisplayName() + " was not run: " + thrown);
      case FAILED -> failed(identifier, named, thrown);
    }
  }

  @Override
  public void executionSkipped(TestIdentifier identifier, String reason) {
    otherwise.add(identifier.getDisplayName() + " was not run: " + reason);
  }

  private void failed(
      TestIdentifier identifier, @Nullable Named named, @Nullable Throwable thrown) {
    var why = named == null || thrown == null ? "a set-up failed" : Sight.doubtful(named, thrown);
    if (named != null && why == null) {
      seen.add(named);
      System.out.println("RED " + named + ": " + thrown);
    } else {
      otherwise.add(identifier.getDisplayName() + ": " + why + ": " + thrown);
    }
  }

  private static @Nullable Named named(TestIdentifier identifier) {
    return identifier
        .getSource()
        .filter(MethodSource.class::isInstance)
        .map(MethodSource.class::cast)
        .map(source -> new Named(source.getClassName(), source.getMethodName()))
        .orElse(null);
  }
}
