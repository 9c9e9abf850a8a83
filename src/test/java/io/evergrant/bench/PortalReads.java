package io.evergrant.bench;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.Stack;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

  /** Tokens a second, where each call asks for so many. */
  double perSecond(int connections, Duration window, int together) {
    return together * Connections.perSecond(connections, window, number -> read(number, together));
  }

  List<Double> alone(int times, Duration every) {
    return Connections.oneByOne(times, every, this::read);
  }

  private void read(int number, int together) {
    var asked =
        IntStream.range(0, together)
            .mapToObj(i -> "grant=" + grants.get((number + i) % grants.size()))
            .collect(Collectors.joining("&"));
    var answer = backEnd.get("/api/v1/access-tokens?" + asked);
    var given = answer.body().split("\"access_token\"", -1).length - 1;
    if (answer.status() != 200 || given != together) {
      throw new IllegalStateException("not all: " + answer.status() + " " + answer.body());
    }
  }

  private void read(int number) {
    var grant = grants.get(number % grants.size());
    var answer = backEnd.get("/api/v1/grants/" + grant + "/access-token");
    if (answer.status() != 200) {
      throw new IllegalStateException("no token: " + answer.status() + " " + answer.body());
    }
  }
}
