package io.evergrant.domain.webhook;

import io.evergrant.domain.audit.AuditEventType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which events a webhook is sent: names of types, {@code provider.*} for a whole group, {@code *}
 * for every event. Whoever asks for a group is sent types that join it later, too.
 *
 * @param all in the order in which they are offered, each once
 */
public record EventPatterns(List<String> all) {
  public static final String EVERY = "*";

  public EventPatterns {
    all = List.copyOf(all);
  }

  /** Every pattern there is. */
  public static List<String> known() {
    return Stream.concat(
            Stream.of(EVERY),
            Arrays.stream(EventGroup.values())
                .flatMap(
                    group ->
                        Stream.concat(
                            Stream.of(group.pattern()),
                            group.types().stream().map(EventGroup::nameOf))))
        .toList();
  }

  /** The first of them that asks for nothing. */
  public static Optional<String> unknown(Collection<String> patterns) {
    var known = known();
    return patterns.stream().filter(pattern -> !known.contains(pattern)).findFirst();
  }

  /** In order, whatever theirs is; what is not known is left out. */
  public static EventPatterns of(Collection<String> patterns) {
    return new EventPatterns(known().stream().filter(patterns::contains).toList());
  }

  public boolean match(AuditEventType type) {
    return all.contains(EVERY)
        || all.contains(EventGroup.of(type).pattern())
        || all.contains(EventGroup.nameOf(type));
  }

  public List<AuditEventType> types() {
    return Arrays.stream(AuditEventType.values()).filter(this::match).toList();
  }
}
