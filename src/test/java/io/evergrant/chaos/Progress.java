package io.evergrant.chaos;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One line for each row, so that whoever waits sees where it is and what takes long. */
final class Progress implements BeforeTestExecutionCallback, AfterTestExecutionCallback {
  private static final Namespace OURS = Namespace.create(Progress.class);

  @Override
  public void beforeTestExecution(ExtensionContext row) {
    row.getStore(OURS).put("since", System.nanoTime());
  }

  @Override
  public void afterTestExecution(ExtensionContext row) {
    var since = row.getStore(OURS).get("since", Long.class);
    var took = Duration.ofNanos(System.nanoTime() - since);
    System.out.printf(
        "chaos %tT %6.1f s %s %s.%s %s%n",
        LocalTime.now(ZoneOffset.UTC),
        took.toMillis() / 1000.0,
        row.getExecutionException().isPresent() ? "FAILED" : "ok",
        row.getRequiredTestClass().getSimpleName(),
        row.getRequiredTestMethod().getName(),
        row.getDisplayName());
  }
}
