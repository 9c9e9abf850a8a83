package io.evergrant.portal.operator;

import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.refresh.WriteGate;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Whether this node can do its work. */
@Named("operatorPage")
@RequestScoped
public class OperatorPage {
  @Inject private PortalSettings portal;
  @Inject private WriteGate gate;

  private boolean writing;

  @PostConstruct
  void load() {
    writing = gate.isOpen();
  }

  /** Whether both stores were just seen to write: only then refreshes are sent. */
  public boolean isWriting() {
    return writing;
  }

  public String getNode() {
    return portal.node();
  }

  public String getBaseUrl() {
    return portal.baseUrl().toString();
  }

  public String getRedirectUri() {
    return portal.redirectUri().toString();
  }
}
