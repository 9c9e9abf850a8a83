package io.evergrant.it.container;

import jakarta.ejb.EJBAccessException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Whether the container lets the caller into a bean for admins. */
@Singleton
public class AdminsOnly {
  @Inject private Guarded guarded;

  String answer() {
    try {
      return guarded.enter();
    } catch (EJBAccessException e) {
      return "denied";
    }
  }
}
