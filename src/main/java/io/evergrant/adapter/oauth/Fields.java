package io.evergrant.adapter.oauth;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.evergrant.domain.outcome.TokenAnswer.BodyKind;
import io.evergrant.domain.provider.Scope;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The members of an answer, wherever a provider puts them. Holds tokens: it does not print. */
final class Fields {
  private static final long LONGEST_LIFE = Duration.ofDays(36_500).toSeconds();

  private final BodyKind kind;
  private final Map<String, Object> members;

  private Fields(BodyKind kind, Map<String, Object> members) {
    this.kind = kind;
    this.members = members;
  }

  /** Null where the text is neither a JSON object nor a form that says something of OAuth. */
  static @Nullable Fields read(String text) {
    var trimmed = text.strip();
    if (trimmed.startsWith("{")) {
      try {
        return new Fields(BodyKind.JSON, JSONObjectUtils.parse(trimmed));
      } catch (ParseException e) {
        return null;
      }
    }
    if (trimmed.startsWith("access_token=")
        || trimmed.startsWith("error=")
        || trimmed.contains("&access_token=")
        || trimmed.contains("&error=")) {
      Map<String, Object> members = new HashMap<>();
      URLUtils.parseParameters(trimmed)
          .forEach((name, values) -> members.put(name, values.getFirst()));
      return new Fields(BodyKind.FORM, members);
    }
    return null;
  }

  BodyKind kind() {
    return kind;
  }

  /** The member as text; null where it is missing, empty, or neither text nor a number. */
  @Nullable String text(String name) {
    var value = members.get(name);
    if (value instanceof String text) {
      return text.isBlank() ? null : text;
    }
    return value instanceof Number number ? number.toString() : null;
  }

  /** A positive number of seconds, as a number or as text, under the first name that has one. */
  @Nullable Duration seconds(String... names) {
    for (var name : names) {
      var text = text(name);
      if (text != null) {
        try {
          var seconds = new BigDecimal(text.strip()).longValue();
          if (seconds > 0 && seconds <= LONGEST_LIFE) {
            return Duration.ofSeconds(seconds);
          }
        } catch (NumberFormatException e) {
          // said in words: as if it were not said
        }
      }
    }
    return null;
  }

  /** Text with spaces or commas, or an array. */
  @Nullable Scope scope() {
    var value = members.containsKey("scope") ? members.get("scope") : members.get("scopes");
    if (value instanceof String text) {
      return text.isBlank() ? null : Scope.parse(text);
    }
    if (value instanceof List<?> list) {
      return Scope.parse(list.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }
    return null;
  }

  /** {@code error} as RFC 6749 has it, or the code inside an object of that name. */
  @Nullable String error() {
    var value = members.get("error");
    if (value instanceof String text) {
      return text.isBlank() ? null : text;
    }
    if (value instanceof Map<?, ?> nested) {
      return first(nested, "error", "code", "type", "status", "name");
    }
    if (members.get("fault") instanceof Map<?, ?>) {
      return "fault";
    }
    return text("errorCode") != null ? text("errorCode") : text("error_code");
  }

  @Nullable String errorDescription() {
    if (members.get("error") instanceof Map<?, ?> nested) {
      return first(nested, "message", "error_description", "description", "detail");
    }
    return first(
        members,
        "error_description",
        "errorSummary",
        "error_message",
        "message",
        "detail",
        "reason");
  }

  private static @Nullable String first(Map<?, ?> map, String... names) {
    for (var name : names) {
      var value = map.get(name);
      if (value instanceof String || value instanceof Number) {
        return value.toString();
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return "Fields[" + kind + "]";
  }
}
