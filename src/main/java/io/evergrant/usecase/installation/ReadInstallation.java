package io.evergrant.usecase.installation;

import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.port.DatabaseHealth;
import io.evergrant.usecase.port.Installation;
import io.evergrant.usecase.port.Installation.Node;
import io.evergrant.usecase.port.Installation.Queue;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.SyslogCursors;
import io.evergrant.usecase.port.SyslogCursors.Standing;
import io.evergrant.usecase.port.SyslogReceiver;
import io.evergrant.usecase.port.Ticker;
import io.evergrant.usecase.port.VaultHealth;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An operator looks at nodes, queue and stores. */
@Singleton
public class ReadInstallation {
  private final Installation installation;
  private final DatabaseHealth database;
  private final VaultHealth vault;
  private final SyslogReceiver receiver;
  private final SyslogCursors cursors;
  private final Ticker ticker;

  @Inject
  public ReadInstallation(
      Installation installation,
      DatabaseHealth database,
      VaultHealth vault,
      SyslogReceiver receiver,
      SyslogCursors cursors,
      Ticker ticker) {
    this.installation = installation;
    this.database = database;
    this.vault = vault;
    this.receiver = receiver;
    this.cursors = cursors;
    this.ticker = ticker;
  }

  @Transactional
  public Work work(Member by) {
    by.operates();
    return new Work(installation.nodes(), installation.queue(), installation.schema());
  }

  /** Asks the network: in no transaction. */
  public VaultHealth.Answer vault(Member by) {
    by.operates();
    return vault.answer();
  }

  /** Asks the network: in no transaction. */
  public Database database(Member by) {
    by.operates();
    var before = ticker.nanos();
    try {
      database.check();
      return new Database(true, Duration.ofNanos(ticker.nanos() - before));
    } catch (StoreUnavailable e) {
      return new Database(false, Duration.ofNanos(ticker.nanos() - before));
    }
  }

  /** Empty where this node was given no syslog receiver. */
  @Transactional
  public Optional<Standing> syslog(Member by) {
    by.operates();
    return receiver.isConfigured() ? Optional.of(cursors.standing()) : Optional.empty();
  }

  /**
   * What the database tells.
   *
   * @param schema the newest migration that it has
   */
  public record Work(List<Node> nodes, Queue queue, String schema) {
    public Work {
      nodes = List.copyOf(nodes);
    }
  }

  /** Whether the database would write, and how long its answer took. */
  public record Database(boolean serves, Duration took) {}
}
