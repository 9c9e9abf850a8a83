package io.evergrant.adapter.oauth;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.evergrant.domain.outcome.TokenAnswer.BodyKind;
import io.evergrant.domain.provider.Scope;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
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

  /** Where some providers put the tokens, or a second pair of them, instead of at the top. */
  private static final List<String> ENVELOPES = List.of("authed_user", "data");

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

  /** These members, or those of an envelope that has the tokens where these have none. */
  Fields withTokens() {
    if (text("access_token") == null && text("refresh_token") == null) {
      for (var name : ENVELOPES) {
        if (members.get(name) instanceof Map<?, ?> inner) {
          Map<String, Object> copy = new HashMap<>();
          inner.forEach((key, value) -> copy.put(String.valueOf(key), value));
          return new Fields(kind, copy);
        }
      }
    }
    return this;
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

  /** What is left until a time in ISO 8601, or in seconds since 1970; of an absurd one nothing. */
  @Nullable Duration until(String name, Instant now) {
    var text = text(name);
    if (text == null) {
      return null;
    }
    try {
      var end =
          text.matches("[0-9]{9,11}")
              ? Instant.ofEpochSecond(Long.parseLong(text))
              : OffsetDateTime.parse(text).toInstant();
      var left = Duration.between(now, end);
      return left.isPositive() && left.toSeconds() <= LONGEST_LIFE ? left : null;
    } catch (DateTimeException e) {
      return null;
    }
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

  /** {@code error} as RFC 6749 has it, or what providers of another mind have in its place. */
  @Nullable String error() {
    var value = members.get("error");
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    if (value instanceof Map<?, ?> nested) {
      return first(nested, "error", "code", "type", "status", "name");
    }
    if (members.get("errors") instanceof List<?> list
        && !list.isEmpty()
        && list.getFirst() instanceof Map<?, ?> nested) {
      return first(nested, "code", "type", "error", "title");
    }
    if (members.get("fault") instanceof Map<?, ?> fault) {
      // an API gateway's: package and code in one word
      var code =
          fault.get("detail") instanceof Map<?, ?> detail ? first(detail, "errorcode") : null;
      return code == null ? "fault" : code.substring(code.lastIndexOf('.') + 1);
    }
    var code = first(members, "errorCode", "error_code");
    // a status in words is a code; a number only repeats the HTTP status
    return code == null && members.get("status") instanceof String word && word.matches("[A-Z_]+")
        ? word
        : code;
  }

  @Nullable String errorDescription() {
    if (members.get("error") instanceof Map<?, ?> nested) {
      return first(nested, "message", "error_description", "description", "detail");
    }
    if (members.get("errors") instanceof List<?> list
        && !list.isEmpty()
        && list.getFirst() instanceof Map<?, ?> nested) {
      return first(nested, "detail", "message", "description");
    }
    if (members.get("fault") instanceof Map<?, ?> fault) {
      return first(fault, "faultstring");
    }
    return first(
        members,
        "error_description",
        "errorSummary",
        "error_message",
        "message",
        "detail",
        "reason",
        "err");
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
