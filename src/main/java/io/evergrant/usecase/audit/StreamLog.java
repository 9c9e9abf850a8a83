package io.evergrant.usecase.audit;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.SyslogCursors.Reached;
import io.evergrant.usecase.port.SyslogReceiver;
import io.evergrant.usecase.port.SyslogReceiver.Failed;
import io.evergrant.usecase.port.SyslogReceiver.Line;
import io.evergrant.usecase.port.Ticker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sends the logs of all tenants to the syslog receiver, one node at a time. A connection carries
 * what there is to send for some seconds; when both ends have ended it in good order, and not
 * before, the cursors move. One that breaks is sent again as a whole.
 */
@Singleton
public class StreamLog {
  private static final Logger LOG = System.getLogger(StreamLog.class.getName());

  /** Messages over one connection, about: so many arrive again where it breaks. */
  private static final int MOST = 20_000;

  /** A connection's life where events keep coming: it is not for each of them alone. */
  private static final long LONGEST = Duration.ofSeconds(10).toNanos();

  private static final int TURNS = 20;

  private final RecordStream record;
  private final SyslogReceiver receiver;
  private final Ticker ticker;

  @Inject
  public StreamLog(RecordStream record, SyslogReceiver receiver, Ticker ticker) {
    this.record = record;
    this.receiver = receiver;
    this.ticker = ticker;
  }

  /** Whatever there is to send; returns how many messages were read. */
  public int run() {
    var sent = 0;
    try {
      var more = receiver.isConfigured();
      for (var turn = 0; more && turn < TURNS; turn++) {
        var read = turn();
        sent += read;
        more = read >= MOST;
      }
    } catch (StoreUnavailable e) {
      LOG.log(Level.INFO, "the syslog receiver waits for the database: {0}", e.getMessage());
    }
    return sent;
  }

  private int turn() {
    if (record.due().isEmpty()) {
      return 0;
    }
    return record.claim().map(this::turn).orElse(0);
  }

  private int turn(long fence) {
    var under = new Under(fence);
    try (var line = receiver.open()) {
      under.way(line);
      line.end();
    } catch (Failed e) {
      failed(fence, e);
      return 0;
    }
    return switch (record.taken(fence, under.reached)) {
      case TAKEN -> under.messages;
      case AGAIN -> {
        LOG.log(Level.INFO, "the syslog receiver takes the log again");
        yield under.messages;
      }
      case LATE -> 0;
    };
  }

  private void failed(long fence, Failed failure) {
    var isNew = record.failed(fence, failure.why());
    LOG.log(
        isNew ? Level.WARNING : Level.DEBUG,
        "the syslog receiver does not take the log, which waits: {0}",
        failure.getMessage());
  }

  /** What is under way over one connection. */
  private final class Under {
    private final long fence;
    private final Map<TenantId, Reached> reached = new HashMap<>();
    private int messages;

    Under(long fence) {
      this.fence = fence;
    }

    /** Rests behind whatever was sent: what could still be lost by then is noticed at the end. */
    void way(Line line) {
      var begun = ticker.nanos();
      int sent;
      do {
        sent = round(line);
        line.rest();
      } while (sent > 0 && messages < MOST && ticker.nanos() - begun < LONGEST);
    }

    /** A page of each tenant that has one. */
    private int round(Line line) {
      var before = messages;
      for (var due : record.due()) {
        var from = reached.getOrDefault(due.tenant(), due.reached());
        var page = messages < MOST ? record.page(fence, due, from) : Optional.<StreamPage>empty();
        if (page.isEmpty()) {
          break;
        }
        send(line, due.tenant(), page.get());
      }
      return messages - before;
    }

    private void send(Line line, TenantId tenant, StreamPage page) {
      if (!page.messages().isEmpty()) {
        line.send(page.messages());
        messages += page.messages().size();
        reached.put(tenant, page.reached());
      }
    }
  }
}
