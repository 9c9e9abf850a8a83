package io.evergrant.usecase.installation;

import io.evergrant.usecase.port.Installation;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.Release;
import io.evergrant.usecase.port.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** A node says that it lives. Nothing depends on it: leases decide who works. */
@Singleton
public class TellNode {
  private static final Logger LOG = System.getLogger(TellNode.class.getName());

  private final Installation installation;
  private final PortalSettings portal;
  private final Release release;
  private final AtomicBoolean told = new AtomicBoolean();

  @Inject
  public TellNode(Installation installation, PortalSettings portal, Release release) {
    this.installation = installation;
    this.portal = portal;
    this.release = release;
  }

  /** The first time as one that has just started. Told is what was committed. */
  public void run() {
    try {
      installation.lives(portal.node(), release.name(), !told.get());
      told.set(true);
    } catch (StoreUnavailable e) {
      LOG.log(Level.DEBUG, "nobody is told that this node lives: {0}", e.getMessage());
    }
  }
}
