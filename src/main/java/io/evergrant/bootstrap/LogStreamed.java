package io.evergrant.bootstrap;

import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.SyslogCursors;
import io.evergrant.usecase.port.SyslogCursors.Standing;
import io.evergrant.usecase.port.SyslogReceiver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * How the syslog receiver does. Always up: what it does not take waits in the log, and no other
 * node would fare better.
 */
@Readiness
@ApplicationScoped
public class LogStreamed implements HealthCheck {
  private final Instance<SyslogReceiver> receiver;
  private final Instance<SyslogCursors> cursors;

  @Inject
  public LogStreamed(Instance<SyslogReceiver> receiver, Instance<SyslogCursors> cursors) {
    this.receiver = receiver;
    this.cursors = cursors;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("syslog").up();
    if (!receiver.get().isConfigured()) {
      return response.withData("receiver", "none").build();
    }
    var standing = InApplication.call(this::standing);
    return response
        .withData("receiver", standing.map(LogStreamed::state).orElse("unknown"))
        .withData("waiting", standing.map(Standing::waiting).map(String::valueOf).orElse("unknown"))
        .build();
  }

  private Optional<Standing> standing() {
    try {
      return Optional.of(cursors.get().standing());
    } catch (StoreUnavailable e) {
      return Optional.empty();
    }
  }

  private static String state(Standing standing) {
    var trouble = standing.trouble();
    return trouble == null ? "well" : trouble.name().toLowerCase(Locale.ROOT);
  }
}
