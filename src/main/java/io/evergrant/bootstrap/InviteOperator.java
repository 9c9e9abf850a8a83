package io.evergrant.bootstrap;

import io.evergrant.usecase.tenant.FirstOperator;
import io.evergrant.usecase.tenant.FirstOperator.Invited;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.regex.Pattern;

/**
 * Logs the one-time link of the first operator ({@code EVERGRANT_OPERATOR_EMAIL}). Until that
 * operator has set a password, each start makes a new link and the older one is worth nothing.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class InviteOperator {
  private static final Logger LOG = System.getLogger(InviteOperator.class.getName());
  private static final String KEY = "EVERGRANT_OPERATOR_EMAIL";
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,255}");

  @Inject private Configuration configuration;
  @Inject private FirstOperator operator;

  @PostConstruct
  void invite() {
    configuration.optional(KEY).ifPresent(this::invite);
  }

  private void invite(String email) {
    if (!ADDRESS.matcher(email).matches()) {
      throw new BadConfiguration(
          KEY, "is no mail address", "Give one, such as operator@example.com, or unset it.");
    }
    switch (operator.invite(email)) {
      case Invited.Link link ->
          LOG.log(Level.INFO, "the first operator sets a password at {0}", link.address());
      case Invited.NotNeeded none -> LOG.log(Level.DEBUG, "an operator has signed up already");
      case Invited.EmailTaken taken ->
          throw new BadConfiguration(
              KEY,
              "is the address of an organisation's member",
              "Give the operator another address.");
    }
  }
}
