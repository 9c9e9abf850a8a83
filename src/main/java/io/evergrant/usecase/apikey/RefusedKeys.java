package io.evergrant.usecase.apikey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.TaskThreads;
import io.evergrant.usecase.port.Ticker;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/**
 * Tells the log of a key that is shown although it is not good, which may be the sign that it
 * leaked: once a minute for each key and reason on a node, however often it is tried. It is written
 * on a thread of its own, so that the answer neither waits for it nor fails with it.
 */
@Singleton
public class RefusedKeys {
  private static final Logger LOG = System.getLogger(RefusedKeys.class.getName());
  private static final Duration ONCE_IN = Duration.ofMinutes(1);
  private static final int MOST = 10_000;

  private final AuditLog audit;
  private final ExecutorService threads;
  private final Cache<Told, Boolean> told;

  @Inject
  public RefusedKeys(AuditLog audit, TaskThreads threads, Ticker ticker) {
    this.audit = audit;
    this.threads = threads.open();
    this.told =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(ONCE_IN)
            .ticker(ticker::nanos)
            .build();
  }

  void tell(ApiKey key, String reason, InetAddress from) {
    if (told.asMap().putIfAbsent(new Told(key.id(), reason), Boolean.TRUE) != null) {
      return;
    }
    try {
      threads.execute(() -> write(key, reason, from));
    } catch (RejectedExecutionException e) {
      LOG.log(Level.INFO, "a refused key is not told: this node stops");
    }
  }

  /** Whoever shows it may be anybody. */
  private void write(ApiKey key, String reason, InetAddress from) {
    var facts =
        Map.of(
            "api_key",
            key.id().toString(),
            "name",
            key.name(),
            "reason",
            reason,
            "address",
            from.getHostAddress());
    try {
      audit.append(
          AuditEvent.of(
              key.tenant(), AuditEventType.API_KEY_REFUSED, new Actor.Anonymous(), facts));
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "that key {0} was refused ({1}) could not be told: {2}",
          key.id(),
          reason,
          e.getMessage());
    }
  }

  @PreDestroy
  public void stop() {
    threads.shutdown();
  }

  private record Told(ApiKeyId key, String reason) {}
}
