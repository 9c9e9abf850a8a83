package io.evergrant.domain.audit;

import io.evergrant.domain.audit.Mistake.Kind;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.Trigger;
import io.evergrant.domain.provider.ProviderId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the value behind a qualifier. */
final class PartReader {
  private static final String KEY = "api_key:";

  private final Map<String, ProviderId> providers;
  private final ZoneId zone;

  PartReader(Map<String, ProviderId> providers, ZoneId zone) {
    this.providers = providers;
    this.zone = zone;
  }

  Value read(Qualifier qualifier, String written, boolean not) {
    var value = written.strip();
    if (value.isEmpty()) {
      return new Value.Bad(Kind.NO_VALUE, null);
    }
    return switch (qualifier) {
      case TYPE -> type(value, not);
      case OUTCOME -> known(value, Outcomes.ALL, code -> new Part.WithOutcome(code, not));
      case PROVIDER -> provider(value, not);
      case GRANT -> grant(value, not);
      case ACTOR -> new Value.Good(actor(value, not));
      case TRIGGER -> known(value, triggers(), code -> new Part.StartedBy(code, not));
      case ATTEMPT ->
          id(value)
              .<Value>map(id -> new Value.Good(new Part.OfAttempt(new AttemptId(id), not)))
              .orElse(new Value.Bad(Kind.NO_ID, null));
      case NODE -> new Value.Good(new Part.OnNode(value, not));
      case STATUS -> status(value, not);
      case CAUSE -> new Value.Good(new Part.WithCause(value, not));
      case ERROR -> new Value.Good(new Part.WithError(value, not));
      case AFTER -> time(value, not, Part.From::new, Part.Until::new);
      case BEFORE -> time(value, not, Part.Until::new, Part.From::new);
    };
  }

  private static Value type(String value, boolean not) {
    var codes = Arrays.stream(AuditEventType.values()).map(AuditEventType::code).toList();
    return known(
        value,
        codes,
        code -> new Part.OfType(AuditEventType.valueOf(code.toUpperCase(Locale.ROOT)), not));
  }

  private static Value known(String value, List<String> codes, Function<String, Part> part) {
    var code = value.toLowerCase(Locale.ROOT);
    return codes.contains(code)
        ? new Value.Good(part.apply(code))
        : new Value.Bad(Kind.UNKNOWN_VALUE, Nearest.to(code, codes));
  }

  private static List<String> triggers() {
    return Arrays.stream(Trigger.values()).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** An id that is no provider's of the asker is an answer without events, as a foreign one is. */
  private Value provider(String value, boolean not) {
    return providers.entrySet().stream()
        .filter(named -> named.getKey().equalsIgnoreCase(value))
        .map(Map.Entry::getValue)
        .findFirst()
        .or(() -> id(value).map(ProviderId::new))
        .<Value>map(id -> new Value.Good(new Part.AtProvider(id, not)))
        .orElseGet(() -> new Value.Bad(Kind.UNKNOWN_VALUE, nearest(value, providers.keySet())));
  }

  /** People leave the end of a name away more often than they mistype it. */
  private static @Nullable String nearest(String value, Collection<String> names) {
    var lower = value.toLowerCase(Locale.ROOT);
    return names.stream()
        .filter(name -> name.toLowerCase(Locale.ROOT).contains(lower))
        .sorted()
        .findFirst()
        .orElse(Nearest.to(value, names));
  }

  private static Value grant(String value, boolean not) {
    return new Value.Good(
        id(value)
            .<Part>map(id -> new Part.OfGrant(new GrantId(id), not))
            .orElse(new Part.OfAccount(value, not)));
  }

  private static Part actor(String value, boolean not) {
    var lower = value.toLowerCase(Locale.ROOT);
    if (ActorKind.codes().contains(lower)) {
      return new Part.ByKind(lower, not);
    }
    return lower.startsWith(KEY) && value.length() > KEY.length()
        ? new Part.ByKey(value.substring(KEY.length()), not)
        : new Part.ByName(value, not);
  }

  private static Value status(String value, boolean not) {
    var lower = value.toLowerCase(Locale.ROOT);
    var digits = lower.endsWith("xx") ? lower.substring(0, lower.length() - 2) : lower;
    var whole = digits.chars().allMatch(c -> c >= '0' && c <= '9') && lower.length() == 3;
    if (!whole || digits.charAt(0) < '1' || digits.charAt(0) > '5') {
      return new Value.Bad(Kind.NO_STATUS, null);
    }
    var number = Integer.parseInt(digits);
    return new Value.Good(
        digits.length() == 1
            ? new Part.WithStatus(number * 100, number * 100 + 99, not)
            : new Part.WithStatus(number, number, not));
  }

  private Value time(
      String value, boolean not, Function<Instant, Part> plain, Function<Instant, Part> negated) {
    try {
      return new Value.Good((not ? negated : plain).apply(AuditTime.parse(value, zone)));
    } catch (DateTimeException e) {
      return new Value.Bad(Kind.NO_TIME, null);
    }
  }

  private static Optional<UUID> id(String value) {
    if (value.length() != 36) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(value));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A value, read. */
  sealed interface Value {
    record Good(Part part) implements Value {}

    record Bad(Kind kind, @Nullable String nearest) implements Value {}
  }
}
