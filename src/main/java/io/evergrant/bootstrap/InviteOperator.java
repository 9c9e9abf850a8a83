package io.evergrant.bootstrap;

import io.evergrant.usecase.tenant.FirstOperator;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Logs the one-time link of the first operator ({@code EVERGRANT_OPERATOR_EMAIL}). */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class InviteOperator {
  private static final Logger LOG = System.getLogger(InviteOperator.class.getName());

  @Inject private Configuration configuration;
  @Inject private FirstOperator operator;

  @PostConstruct
  void invite() {
    configuration
        .optional("EVERGRANT_OPERATOR_EMAIL")
        .flatMap(operator::invite)
        .ifPresent(link -> LOG.log(Level.INFO, "the first operator sets a password at {0}", link));
  }
}
