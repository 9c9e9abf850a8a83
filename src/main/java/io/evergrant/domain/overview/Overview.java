package io.evergrant.domain.overview;

import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.provider.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All grants of a tenant at one moment.
 *
 * @param now the database's clock
 * @param stands every grant is in exactly one of them
 * @param pulses every provider, by name
 * @param hours of the last day, by provider; see {@link Starts}
 * @param days of the last month, by provider: an hour counts in the day in which it began
 * @param longLived how many of a provider's grants have a refresh token that never changed (P10)
 */
public record Overview(
    Instant now,
    List<Stand> stands,
    List<EndsSoon> ends,
    List<Pulse> pulses,
    List<Tally> hours,
    List<Tally> days,
    Map<ProviderId, Long> longLived) {
  public Overview {
    stands = List.copyOf(stands);
    ends = List.copyOf(ends);
    pulses = List.copyOf(pulses);
    hours = List.copyOf(hours);
    days = List.copyOf(days);
    longLived = Map.copyOf(longLived);
  }

  /** Of one provider alone, as if there were no other. */
  public Overview at(ProviderId provider) {
    var mine = longLived.get(provider);
    return new Overview(
        now,
        stands.stream().filter(stand -> stand.provider().equals(provider)).toList(),
        ends.stream().filter(end -> end.provider().equals(provider)).toList(),
        pulses.stream().filter(pulse -> pulse.provider().equals(provider)).toList(),
        hours.stream().filter(tally -> tally.provider().equals(provider)).toList(),
        days.stream().filter(tally -> tally.provider().equals(provider)).toList(),
        mine == null ? Map.of() : Map.of(provider, mine));
  }

  public long total() {
    return stands.stream().mapToLong(Stand::grants).sum();
  }

  public long count(GrantStatus status) {
    return stands.stream().filter(stand -> stand.status() == status).mapToLong(Stand::grants).sum();
  }

  public long count(ProviderId provider) {
    return stands.stream()
        .filter(stand -> stand.provider().equals(provider))
        .mapToLong(Stand::grants)
        .sum();
  }

  public long endInAWeek() {
    return ends.stream().mapToLong(EndsSoon::week).sum();
  }

  public long endInAMonth() {
    return ends.stream().mapToLong(EndsSoon::month).sum();
  }

  public long countLongLived() {
    return longLived.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Of the providers that are asked: one that is paused makes nobody wait. */
  public Duration lag() {
    return pulses.stream()
        .filter(pulse -> !pulse.isPaused())
        .map(Pulse::lag)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** What needs a person, the worst first. */
  public List<Problem> problems() {
    var found = new ArrayList<Problem>();
    pulses.forEach(pulse -> atProvider(pulse, found));
    var known = pulses.stream().collect(Collectors.toMap(Pulse::provider, Function.identity()));
    stands.forEach(stand -> ofGrants(stand, known, found));
    ends.forEach(end -> ofEnds(end, known, found));
    found.sort(
        Comparator.comparingInt(Problem::rank)
            .thenComparing(Comparator.comparingLong(Problem::grants).reversed())
            .thenComparing(problem -> problem.at().name()));
    return List.copyOf(found);
  }

  private void atProvider(Pulse pulse, List<Problem> found) {
    var asksAgain = pulse.asksAgainAt();
    if (pulse.isClientRefused()) {
      found.add(new Problem.ClientRefused(pulse, count(pulse.provider()), pulse.since()));
    } else if (pulse.isPaused()) {
      found.add(new Problem.Paused(pulse, count(pulse.provider()), pulse.since()));
    } else if (pulse.late() > 0 && asksAgain != null) {
      found.add(new Problem.NotAnswering(pulse, pulse.late(), now.minus(pulse.lag()), asksAgain));
    } else if (pulse.late() > 0) {
      found.add(new Problem.Late(pulse, pulse.late(), now.minus(pulse.lag())));
    }
  }

  private static void ofGrants(Stand stand, Map<ProviderId, Pulse> known, List<Problem> found) {
    var at = known.get(stand.provider());
    if (at == null) {
      return;
    }
    switch (stand.status()) {
      case NEEDS_CONSENT ->
          found.add(
              new Problem.ConsentLost(
                  at, stand.cause(), stand.grants(), stand.since(), stand.one()));
      case NEEDS_REVIEW ->
          found.add(
              new Problem.InDoubt(at, stand.cause(), stand.grants(), stand.since(), stand.one()));
      case PENDING, UNPROVED, ACTIVE, PAUSED, REVOKED -> {}
    }
  }

  private static void ofEnds(EndsSoon end, Map<ProviderId, Pulse> known, List<Problem> found) {
    var at = known.get(end.provider());
    if (at == null) {
      return;
    }
    if (end.week() > 0) {
      found.add(new Problem.EndsInAWeek(at, end.week(), end.first()));
    }
    if (end.afterTheWeek() > 0) {
      found.add(new Problem.EndsInAMonth(at, end.afterTheWeek(), end.week(), end.later()));
    }
  }
}
