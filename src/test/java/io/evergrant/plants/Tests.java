package io.evergrant.plants;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * Runs the test classes that its arguments name; ends with {@value #GREEN} when all passed, with
 * {@value #RED} when one failed, with anything else when it could not tell.
 */
final class Tests {
  static final int GREEN = 0;
  static final int RED = 42;
  private static final int NOTHING_RAN = 2;

  private Tests() {}

  public static void main(String[] classes) {
    var request = LauncherDiscoveryRequestBuilder.request();
    Arrays.stream(classes).forEach(name -> request.selectors(selectClass(name)));
    var listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request.build(), listener);
    var summary = listener.getSummary();
    for (var failure : summary.getFailures()) {
      System.out.println(
          "RED " + failure.getTestIdentifier().getDisplayName() + ": " + failure.getException());
    }
    if (summary.getTestsStartedCount() == 0) {
      System.exit(NOTHING_RAN);
    }
    System.exit(summary.getTotalFailureCount() > 0 ? RED : GREEN);
  }
}
