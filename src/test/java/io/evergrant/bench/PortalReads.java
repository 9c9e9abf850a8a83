package io.evergrant.bench;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.Stack;
import java.time.Duration;
import java.util.List;

/** Access tokens, asked of the portal as a back end does. */
final class PortalReads {
  private final BackEnd backEnd;
  private final List<GrantId> grants;

  PortalReads(Stack stack, List<GrantId> grants) {
    backEnd = new BackEnd(stack.base(), stack.seed().acme().apiKey());
    this.grants = grants;
  }

  double perSecond(int connections, Duration window) {
    return Connections.perSecond(connections, window, this::read);
  }

  List<Double> alone(int times, Duration every) {
    return Connections.oneByOne(times, every, this::read);
  }

  private void read(int number) {
    var grant = grants.get(number % grants.size());
    var answer = backEnd.get("/api/v1/grants/" + grant + "/access-token");
    if (answer.status() != 200) {
      throw new IllegalStateException("no token: " + answer.status() + " " + answer.body());
    }
  }
}
