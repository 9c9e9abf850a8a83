package io.evergrant.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.password.Argon2idHash;
import io.evergrant.domain.secret.Password;
import io.evergrant.testkit.Cluster;
import io.evergrant.testkit.Seed.Login;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.process.RandomSecret;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The receiver of a hand-over collects while a refresh of its grant stands at one of its steps: a
 * token that is about to be spent is not given away, and the one that came of it is.
 */
@LongForm
@ExtendWith(Progress.class)
class HandOverMeanwhileIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  /** What decides is the row, which the intent and the end change: right after, between, before. */
  @ParameterizedTest
  @EnumSource(names = {"CLAIMED", "ASKED", "KV_WRITTEN", "END"})
  void P03_P12_nothing_is_handed_over_while_a_refresh_stands_at(KillPoint point) {
    var node = Chaos.node();
    var cluster = Chaos.cluster();
    var flock = new Flock(cluster).add(Manner.STRICT.within(DEADLINE).proved(), 1, 1);
    var asker = Visitor.signedIn(node.base(), cluster.seed().acme().admin());
    allow(asker);
    var wish = ask(asker, flock.all().getFirst().id());
    var decider = Visitor.signedIn(node.base(), another(cluster));
    decider.press(decider.get("/hand-overs/" + wish), "approve", Map.of());

    var step = point.reach(node, flock);
    var meanwhile = asker.send("/hand-overs/mine?id=" + wish, "application/json", "");
    assertThat(meanwhile.status()).as(meanwhile.text()).isEqualTo(409);
    assertThat(meanwhile.text()).contains("busy");
    step.deliver();
    flock.settle(PATIENCE);
    assertThat(asker.send("/hand-overs/mine?id=" + wish, "application/json", "").status())
        .isEqualTo(200);
    var verdict = Oracle.judge(flock);
    assertThat(verdict.wrongs()).isEmpty();
    assertThat(verdict.lost()).isEmpty();
    assertThat(verdict.accepted()).isEqualTo(1);
    assertThat(handedOver(flock)).as("the token that lies in Vault now").isEqualTo(1);
  }

  private static void allow(Visitor admin) {
    var settings = admin.get("/settings");
    var box = Objects.requireNonNull(settings.document().getElementById("sealed_hand_over"));
    admin.press(settings, "allow", Map.of(box.attr("name"), box.attr("value")));
  }

  private static UUID ask(Visitor asker, UUID grant) {
    var wish =
        "{\"grant\":\"%s\",\"reason\":\"a test\",\"spki\":\"%s\"}".formatted(grant, publicKey());
    var asked = asker.send("/hand-overs/ask", "application/json", wish);
    assertThat(asked.status()).as(asked.text()).isEqualTo(200);
    return UUID.fromString(asked.text().replaceAll(".*\"id\":\"([0-9a-f-]{36})\".*", "$1"));
  }

  private static String publicKey() {
    try {
      var pairs = KeyPairGenerator.getInstance("RSA");
      pairs.initialize(3_072);
      return Base64.getEncoder().encodeToString(pairs.generateKeyPair().getPublic().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Nobody approves an own wish. */
  private static Login another(Cluster cluster) {
    var login = new Login("second-" + UUID.randomUUID() + "@acme.example", RandomSecret.password());
    try (var connection = cluster.stores().database().connectAsOwner();
        var member =
            connection.prepareStatement("SELECT eg_create_member(?, ?, ?, ?, 'ADMIN', ?)")) {
      member.setObject(1, UUID.randomUUID());
      member.setObject(2, cluster.seed().acme().id());
      member.setString(3, login.email());
      member.setString(4, "Second admin");
      member.setString(5, new Argon2idHash().of(new Password(login.password())));
      member.execute();
      return login;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long handedOver(Flock flock) {
    var sheep = flock.all().getFirst();
    return Rows.count(
        flock.cluster(),
        """
        SELECT count(*) FROM audit_event
        WHERE type = 'token_handed_over' AND grant_id = ? AND details ->> 'fingerprint' = ?
        """,
        sheep.id(),
        flock.stored(sheep, sheep.salt()));
  }
}
