package io.evergrant.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Resource;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The WAR is deployed, injects, and reaches PostgreSQL as the role that owns nothing. */
@ExtendWith(ArquillianExtension.class)
class DeployedIT {
  @Resource(lookup = "java:comp/env/jdbc/evergrant")
  private DataSource dataSource;

  @Inject private BeanManager beans;

  @Test
  void beans_are_injected() {
    assertThat(beans).isNotNull();
  }

  @Test
  void queries_run_as_the_runtime_role() throws SQLException {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement();
        var result =
            statement.executeQuery("SELECT current_user, current_setting('synchronous_commit')")) {
      assertThat(result.next()).isTrue();
      assertThat(result.getString(1)).isEqualTo("evergrant_app");
      assertThat(result.getString(2)).isEqualTo("on");
    }
  }
}
