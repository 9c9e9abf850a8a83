package io.evergrant.api;

import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParsingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A body that is one JSON object (RFC 8259), short and flat. What is not known, comes twice or is
 * of another type is refused with its name: an answer to a part of it would look like one to all of
 * it.
 */
final class ObjectBody {
  private static final int LONGEST = 16 * 1024;

  /** Brackets within strings count too: no string that is known here has that many. */
  private static final int DEEPEST = 100;

  private static final JsonReaderFactory READERS =
      Json.PROVIDER.createReaderFactory(
          Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

  private final JsonObject object;

  private ObjectBody(JsonObject object) {
    this.object = object;
  }

  static ObjectBody read(InputStream body, String... known) {
    var object = parse(text(bytes(body)));
    for (var name : object.keySet()) {
      if (!Arrays.asList(known).contains(name)) {
        var shown = name.length() > 50 ? name.substring(0, 50) : name;
        throw field(
            shown.replaceAll("[^\\p{Print}]", "?"),
            "is not known here. Known: " + String.join(", ", known) + ".");
      }
    }
    return new ObjectBody(object);
  }

  private static byte[] bytes(InputStream body) {
    try {
      var bytes = body.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw new Problem(ProblemType.BODY_TOO_LARGE, "This body may be 16 KiB long.")
            .with("longest", LONGEST);
      }
      return bytes;
    } catch (IOException e) {
      throw new Problem(ProblemType.MALFORMED_BODY, "The body broke off. Send it again.");
    }
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw malformed("The body is no text in UTF-8.");
    }
  }

  /** The library goes down as far as a body does. */
  private static boolean isDeep(String text) {
    var depth = 0;
    for (var i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '[', '{' -> depth++;
        case ']', '}' -> depth--;
        default -> {
          // whatever stands between
        }
      }
      if (depth > DEEPEST) {
        return true;
      }
    }
    return false;
  }

  private static JsonObject parse(String text) {
    if (isDeep(text)) {
      throw malformed("The body is nested too deeply: send a flat object.");
    }
    try (var reader = READERS.createReader(new StringReader(text))) {
      if (reader.readValue() instanceof JsonObject object) {
        return object;
      }
      throw malformed("The body has to be one JSON object.");
    } catch (JsonParsingException e) {
      throw malformed(
          "The body is no JSON at line " + e.getLocation().getLineNumber() + ": send an object.");
    } catch (JsonException | IllegalStateException e) {
      throw malformed("The body is no JSON, or a name in it comes twice.");
    }
  }

  private static Problem malformed(String detail) {
    return new Problem(ProblemType.MALFORMED_BODY, detail);
  }

  static Problem field(String name, String mend) {
    return new Problem(ProblemType.INVALID_BODY, "«" + name + "»: " + mend).with("field", name);
  }

  /** Empty where it is missing or null. */
  String text(String name, int longest) {
    return switch (value(name)) {
      case null -> "";
      case JsonString string when isText(string.getString(), longest) -> string.getString();
      case JsonString string ->
          throw field(name, "has at most " + longest + " printable characters.");
      default -> throw field(name, "has to be a string.");
    };
  }

  <T> @Nullable T id(String name, Function<UUID, T> type) {
    var text = text(name, 36);
    if (text.isEmpty()) {
      return null;
    }
    try {
      return type.apply(Parameters.uuid(text));
    } catch (IllegalArgumentException e) {
      throw field(name, "is no id. Copy it from an answer.");
    }
  }

  long number(String name, long least, long most, long otherwise) {
    return switch (value(name)) {
      case null -> otherwise;
      case JsonNumber number when isWithin(number, least, most) -> number.longValue();
      default -> throw field(name, "has to be a whole number from " + least + " to " + most + ".");
    };
  }

  private static boolean isWithin(JsonNumber number, long least, long most) {
    try {
      var value = number.longValueExact();
      return value >= least && value <= most;
    } catch (ArithmeticException e) {
      return false;
    }
  }

  private @Nullable JsonValue value(String name) {
    var value = object.get(name);
    return value == null || value.equals(JsonValue.NULL) ? null : value;
  }

  private static boolean isText(String text, int longest) {
    return text.length() <= longest
        && text.chars().noneMatch(c -> c < ' ' || c == 127 || c == 0xFFFD)
        && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
