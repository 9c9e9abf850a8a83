package io.evergrant.api;

import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads a body that is one JSON object (RFC 8259), and nothing that two readers could understand in
 * two ways: no name comes twice, nothing follows, no byte is guessed.
 */
final class StrictJson {
  private static final int DEEPEST = 100;

  private static final Pattern BLANK = Pattern.compile("[ \\t\\n\\r]*");

  private static final JsonReaderFactory READERS =
      Json.PROVIDER.createReaderFactory(
          Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

  private StrictJson() {}

  /**
   * The object.
   *
   * @param longest kibibytes
   */
  static JsonObject read(InputStream body, int longest) {
    return parse(text(body, longest));
  }

  /**
   * The text of a body, of whatever kind it is.
   *
   * @param longest kibibytes
   */
  static String text(InputStream body, int longest) {
    return text(bytes(body, longest));
  }

  private static byte[] bytes(InputStream body, int longest) {
    try {
      var most = longest * 1024;
      var bytes = body.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new Problem(
                ProblemType.BODY_TOO_LARGE, "This body may be " + longest + " KiB long: send less.")
            .with("longest", most);
      }
      return bytes;
    } catch (IOException e) {
      throw malformed("The body broke off. Send it again.");
    }
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw malformed("The body is no text in UTF-8: encode it so.");
    }
  }

  private static JsonObject parse(String text) {
    if (depth(text) > DEEPEST) {
      throw malformed("The body is nested too deeply: send a flat object.");
    }
    if (!BLANK.matcher(rest(text)).matches()) {
      throw malformed("Something follows the object: send one alone.");
    }
    try (var reader = READERS.createReader(new StringReader(text))) {
      if (reader.readValue() instanceof JsonObject object) {
        return object;
      }
      throw malformed("The body has to be one JSON object: {…}.");
    } catch (JsonParsingException e) {
      throw malformed(
          "The body is no JSON at line " + e.getLocation().getLineNumber() + ": send an object.");
    } catch (JsonException | IllegalStateException e) {
      throw malformed("The body is no JSON, or a name in it comes twice.");
    }
  }

  /** How deep it goes: the library goes down as far as a body does. */
  private static int depth(String text) {
    var deepest = 0;
    var depth = 0;
    for (var at = 0; at < text.length(); at = next(text, at)) {
      depth += step(text.charAt(at));
      deepest = Math.max(deepest, depth);
    }
    return deepest;
  }

  /** What stands behind the first value that is in brackets: the library does not look at it. */
  private static String rest(String text) {
    var depth = 0;
    for (var at = 0; at < text.length(); at = next(text, at)) {
      var step = step(text.charAt(at));
      depth += step;
      if (step < 0 && depth == 0) {
        return text.substring(at + 1);
      }
    }
    return "";
  }

  private static int step(char c) {
    return switch (c) {
      case '[', '{' -> 1;
      case ']', '}' -> -1;
      default -> 0;
    };
  }

  /** The place behind a character, or behind the string that begins there. */
  private static int next(String text, int at) {
    if (text.charAt(at) != '"') {
      return at + 1;
    }
    var end = at + 1;
    while (end < text.length() && text.charAt(end) != '"') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return end + 1;
  }

  private static Problem malformed(String detail) {
    return new Problem(ProblemType.MALFORMED_BODY, detail);
  }
}
