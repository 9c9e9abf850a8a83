package io.evergrant.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.testkit.NewTenant;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.Visitor.Page;
import io.evergrant.testkit.process.Until;
import java.time.Duration;
import java.util.Map;
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
    var house = NewTenant.in(cluster.stores().database(), "About to end");
    var flock =
        new Flock(cluster, new TenantId(house.id()))
            .add(Manner.STRICT.within(DEADLINE).proved(), 3, 1);
    var operator = Visitor.signedIn(node.base(), cluster.seed().operator());
    var page = "/operator/organisations/" + house.id();

    var step = point.reach(node, flock);
    operator.press(operator.get(page), "suspend", Map.of());
    assertThat(end(operator, page, house.slug()).text()).contains("Its end has begun and waits");
    step.deliver();
    Until.holds("all attempts ended", PATIENCE, () -> flock.open() == 0);
    var verdict = Oracle.judge(flock);
    assertThat(verdict.wrongs()).isEmpty();
    assertThat(verdict.lost()).isEmpty();
    if (point != KillPoint.CLAIMED) {
      // what was only claimed finds that its provider rests, and asks nobody
      assertThat(verdict.accepted()).isEqualTo(flock.size());
    }

    assertThat(end(operator, page, house.slug()).text()).contains("Ended.");
    assertThat(flock.all())
        .as("what lies in Vault")
        .allSatisfy(sheep -> assertThat(flock.stored(sheep, sheep.salt())).isEmpty());
  }

  private static Page end(Visitor operator, String page, String slug) {
    return operator.press(operator.get(page), "end", Map.of("confirm", slug));
  }
}
