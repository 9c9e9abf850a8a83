package io.evergrant.portal.operator;

import io.evergrant.domain.tenant.Tenancy;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.installation.ReadInstallation;
import io.evergrant.usecase.installation.ReadInstallation.Database;
import io.evergrant.usecase.installation.ReadInstallation.Work;
import io.evergrant.usecase.port.Installation.Node;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.Release;
import io.evergrant.usecase.port.SyslogCursors.Standing;
import io.evergrant.usecase.port.VaultHealth;
import io.evergrant.usecase.refresh.WriteGate;
import io.evergrant.usecase.tenant.ReadTenants;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether the installation can do its work: organisations, nodes, queue and stores. */
@Named("operatorPage")
@RequestScoped
public class OperatorPage {
  /** Three heartbeats were missed. */
  private static final Duration SILENT = Duration.ofSeconds(35);

  @Inject private SignedInMember me;
  @Inject private PortalSettings portal;
  @Inject private Release release;
  @Inject private WriteGate gate;
  @Inject private ReadTenants tenants;
  @Inject private ReadInstallation installation;
  @Inject private Sentences text;

  private boolean writing;
  private List<Tenancy> organisations = List.of();
  private @Nullable Work work;
  private @Nullable Database database;
  private VaultHealth.@Nullable Answer vault;
  private @Nullable Standing syslog;

  @PostConstruct
  void load() {
    var by = me.member();
    writing = gate.isOpen();
    vault = installation.vault(by);
    database = installation.database(by);
    organisations = tenants.list(by);
    work = installation.work(by);
    syslog = installation.syslog(by).orElse(null);
  }

  /** Whether both stores were just seen to write: only then refreshes are sent. */
  public boolean isWriting() {
    return writing;
  }

  public List<Tenancy> getOrganisations() {
    return organisations;
  }

  public Work getWork() {
    return Objects.requireNonNull(work);
  }

  public boolean isAlive(Node node) {
    return node.unseen().compareTo(SILENT) < 0;
  }

  public boolean isDatabaseServing() {
    return Objects.requireNonNull(database).serves();
  }

  public String getDatabaseLatency() {
    return latency(Objects.requireNonNull(database).took());
  }

  public boolean isVaultServing() {
    return Objects.requireNonNull(vault).state() == VaultHealth.State.SERVES;
  }

  public String getVaultState() {
    var state = Objects.requireNonNull(vault).state().name().toLowerCase(Locale.ROOT);
    return text.of("operator.vault." + state);
  }

  public String getVaultLatency() {
    return latency(Objects.requireNonNull(vault).took());
  }

  /** Null where this node was given no receiver. */
  public @Nullable Standing getSyslog() {
    return syslog;
  }

  public boolean isSyslogWell() {
    return Objects.requireNonNull(syslog).trouble() == null;
  }

  public String getSyslogState() {
    var trouble = Objects.requireNonNull(syslog).trouble();
    return text.of(
        "operator.syslog." + (trouble == null ? "well" : trouble.name().toLowerCase(Locale.ROOT)));
  }

  private String latency(Duration took) {
    return text.of("operator.latency", took.toNanos() / 1_000_000.0);
  }

  public String getNode() {
    return portal.node();
  }

  public String getRelease() {
    return release.name();
  }

  public String getBaseUrl() {
    return portal.baseUrl().toString();
  }

  public String getRedirectUri() {
    return portal.redirectUri().toString();
  }
}
