package io.evergrant.bench;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Access tokens, asked of the portal as a back end does. */
final class PortalReads {
  private final BackEnd backEnd;
  private final List<GrantId> grants;

  PortalReads(Stack stack, List<GrantId> grants) {
    backEnd = new BackEnd(stack.base(), stack.seed().acme().apiKey());
    this.grants = grants;
  }

  double perSecond(Duration window) {
    return Connections.perSecond(window, this::read);
  }

  /**
   * Milliseconds of each, never two at once.
   *
   * @param every from one's begin to the next one's; zero for one right after the other
   */
  List<Double> alone(int times, Duration every) {
    var found = new ArrayList<Double>();
    var first = System.nanoTime();
    for (var i = 0; i < times; i++) {
      LockSupport.parkNanos(first + i * every.toNanos() - System.nanoTime());
      var began = System.nanoTime();
      read(i);
      found.add((System.nanoTime() - began) / 1e6);
    }
    return found;
  }

  private void read(int number) {
    var grant = grants.get(number % grants.size());
    var answer = backEnd.get("/api/v1/grants/" + grant + "/access-token");
    if (answer.status() != 200) {
      throw new IllegalStateException("no token: " + answer.status() + " " + answer.body());
    }
  }
}
