package io.evergrant.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.testkit.Cluster;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.Visitor.Page;
import io.evergrant.testkit.process.Until;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An operator ends an organisation while refreshes of it stand at one of their steps. Its key and
 * its entries are destroyed only after each has come to its end, which could be told in no log
 * without them.
 */
@LongForm
@ExtendWith(Progress.class)
class TenantEndMeanwhileIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  /** Between the intent's commit and that of the end, which are what an end looks at. */
  @ParameterizedTest
  @EnumSource(names = {"CLAIMED", "ASKED", "KV_WRITE", "KV_WRITTEN", "PROVED"})
  void P03_P04_an_organisation_does_not_end_while_refreshes_stand_at(KillPoint point) {
    var node = Chaos.node();
    var cluster = Chaos.cluster();
    var tenant = new TenantId(UUID.randomUUID());
    var slug = "ends-" + tenant;
    found(cluster, tenant, slug);
    var flock = new Flock(cluster, tenant).add(Manner.STRICT.within(DEADLINE).proved(), 3, 1);
    var operator = Visitor.signedIn(node.base(), cluster.seed().operator());
    var page = "/operator/organisations/" + tenant;

    var step = point.reach(node, flock);
    operator.press(operator.get(page), "suspend", Map.of());
    assertThat(end(operator, page, slug).text()).contains("Its end has begun and waits");
    step.deliver();
    Until.holds("all attempts ended", PATIENCE, () -> open(flock) == 0);
    var verdict = Oracle.judge(flock);
    assertThat(verdict.wrongs()).isEmpty();
    assertThat(verdict.lost()).isEmpty();
    if (point != KillPoint.CLAIMED) {
      // what was only claimed finds that its provider rests, and asks nobody
      assertThat(verdict.accepted()).isEqualTo(flock.size());
    }

    assertThat(end(operator, page, slug).text()).contains("Ended.");
    assertThat(flock.all())
        .as("what lies in Vault")
        .allSatisfy(sheep -> assertThat(flock.stored(sheep, sheep.salt())).isEmpty());
  }

  private static Page end(Visitor operator, String page, String slug) {
    return operator.press(operator.get(page), "end", Map.of("confirm", slug));
  }

  private static void found(Cluster cluster, TenantId tenant, String slug) {
    try (var connection = cluster.stores().database().connectAsOwner();
        var made = connection.prepareStatement("SELECT eg_create_tenant(?, ?, ?)")) {
      made.setObject(1, tenant.value());
      made.setString(2, slug);
      made.setString(3, "About to end");
      made.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long open(Flock flock) {
    return Rows.count(
        flock.cluster(),
        "SELECT count(*) FROM refresh_attempt WHERE open AND grant_id = ANY (?)",
        (Object) flock.ids());
  }
}
