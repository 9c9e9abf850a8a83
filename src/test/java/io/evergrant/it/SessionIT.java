package io.evergrant.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.SignIn;
import io.evergrant.testkit.Stack;
import org.junit.jupiter.api.Test;

/** The session as a browser keeps it. */
class SessionIT {
  private final Stack stack = Stack.shared();

  /** A browser would take an attribute that is missing for Lax, but not every one does. */
  @Test
  void its_cookie_is_out_of_reach_of_scripts_and_of_other_sites_forms() {
    assertThat(SignIn.cookie(stack.base(), stack.seed().acme().admin()))
        .startsWith("evergrant=")
        .contains("; HttpOnly")
        .containsIgnoringCase("; Path=/")
        .containsIgnoringCase("; SameSite=Lax");
  }
}
