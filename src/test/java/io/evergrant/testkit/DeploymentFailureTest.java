package io.evergrant.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DeploymentFailureTest {
  private static final String FAILED =
      """
      [2026-11-24T21:16:40.391+0000] [] [\u001b[1;91mSEVERE\u001b[0m] [] [common] [levelValue: 1000] [[
        Exception while invoking class org.glassfish.ejb.startup.EjbApplication start method
      jakarta.ejb.EJBException: jakarta.ejb.CreateException: Initialization failed for Singleton Migrations
      \tat org.glassfish.ejb.startup.SingletonLifeCycleManager.initializeSingleton(SingletonLifeCycleManager.java:220)
      Caused by: jakarta.ejb.CreateException: Initialization failed for Singleton Migrations
      \t... 62 more
      Caused by: io.evergrant.bootstrap.NotCurrent: Migration V3 failed. Mend the schema
      \tat io.evergrant.bootstrap.Migrations.run(Migrations.java:44)
      ]]
      [2026-11-24T21:16:40.394+0000] [] [SEVERE] [] [core] [levelValue: 1000] Exception while loading the app
      """;

  @Test
  void the_last_cause_is_told_without_its_class() {
    assertThat(DeploymentFailure.in(FAILED))
        .contains(new DeploymentFailure("Migration V3 failed. Mend the schema"));
  }

  @Test
  void a_start_that_goes_well_is_no_failure_whatever_it_warns_of() {
    assertThat(
            DeploymentFailure.in(
                "WARNING: java.io.IOException: never mind\nPayara Micro ready in 7,000 (ms)"))
        .isEmpty();
  }

  @Test
  void the_sentence_names_the_log() {
    assertThat(DeploymentFailure.in(FAILED).orElseThrow().asCannotStart(Path.of("portal.log")))
        .hasMessageContaining("Migration V3 failed")
        .hasMessageContaining("Mend: ")
        .hasMessageContaining("portal.log");
  }
}
