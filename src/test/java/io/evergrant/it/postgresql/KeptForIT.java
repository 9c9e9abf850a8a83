package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.testkit.process.Until;
import io.evergrant.usecase.port.TokenVault.Opened;
import io.evergrant.usecase.port.TokenVault.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long OpenBao keeps a token set whose refresh token has a known end. */
class KeptForIT {
  private static final Instant ISSUED = Instant.parse("2026-11-24T09:00:00Z");

  private static RealVault vault;
  private final TenantId tenant = new TenantId(UUID.randomUUID());
  private final TokenLocation location =
      new TokenLocation(tenant, new GrantId(UUID.randomUUID()), "00ff");

  @BeforeAll
  static void start() {
    vault = new RealVault();
  }

  @BeforeEach
  void key() {
    vault.tokens.ensureKey(tenant);
  }

  @Test
  void P15_the_setting_follows_the_reported_life() {
    write(0, Duration.ofHours(2));
    assertThat(setting()).contains("\"delete_version_after\":\"1h55m0s\"");
    write(1, Duration.ofHours(2));
    assertThat(setting()).contains("\"delete_version_after\":\"1h55m0s\"");
    write(2, Duration.ofHours(1));
    assertThat(setting()).contains("\"delete_version_after\":\"55m0s\"");
    write(3, null);
    assertThat(setting()).contains("\"delete_version_after\":\"0s\"");
  }

  @Test
  void P15_a_node_that_only_read_knows_the_setting() {
    write(0, Duration.ofHours(2));
    var other = new RealVault();
    other.found(location);
    assertThat(
            other.tokens.write(
                location,
                1,
                RealVault.entry(RealVault.attempt(), "r", "r", ISSUED.plus(Duration.ofHours(1)))))
        .isInstanceOf(Written.Stored.class);
    assertThat(setting()).contains("\"delete_version_after\":\"55m0s\"");
  }

  @Test
  void P15_without_a_reported_end_there_is_no_setting() {
    write(0, null);
    assertThat(setting()).contains("\"delete_version_after\":\"0s\"");
  }

  @Test
  void P15_what_ended_is_read_as_missing() {
    write(0, Duration.ofSeconds(2));
    Until.holds(
        "OpenBao ended the entry",
        Duration.ofSeconds(30),
        () -> vault.open(location).equals(new Opened.Missing(1)));
  }

  private void write(int expected, @Nullable Duration life) {
    var end = life == null ? null : ISSUED.plus(life);
    assertThat(
            vault.tokens.write(
                location, expected, RealVault.entry(RealVault.attempt(), "r", "r", end)))
        .isInstanceOf(Written.Stored.class);
  }

  private String setting() {
    return vault.operator("GET", "evergrant/metadata/" + location.path(), "");
  }
}
