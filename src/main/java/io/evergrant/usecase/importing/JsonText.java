package io.evergrant.usecase.importing;

import jakarta.json.JsonException;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads JSON (RFC 8259), element by element, no deeper than it needs to be. */
final class JsonText {
  /** Deeper than any library writes a token, id token included. */
  static final int DEEPEST = 20;

  private static final JsonProvider PROVIDER = JsonProvider.provider();

  private JsonText() {}

  /**
   * One value and nothing after it.
   *
   * @param field that holds the text; null where it is a whole line
   * @throws RowRefused where it is none
   */
  static Value one(String text, @Nullable String field) {
    try (var parser = PROVIDER.createParser(new StringReader(text))) {
      var value = value(parser, parser.next(), 0);
      if (parser.hasNext()) {
        throw new RowRefused(field, Fault.MALFORMED);
      }
      return value;
    } catch (TooDeep e) {
      throw new RowRefused(field, Fault.TOO_DEEP);
    } catch (JsonException | NoSuchElementException e) {
      throw new RowRefused(field, Fault.MALFORMED);
    }
  }

  /**
   * Each element of an array, as it is read.
   *
   * @throws BodyRefused where it is no array, or no JSON
   */
  static void each(String text, Consumer<Value> receiver) {
    var row = 0;
    var parser = PROVIDER.createParser(new StringReader(text));
    try (parser) {
      if (parser.next() != Event.START_ARRAY) {
        throw new BodyRefused(BodyFault.Kind.NOT_AN_ARRAY);
      }
      for (var event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
        row++;
        receiver.accept(value(parser, event, 0));
      }
      if (parser.hasNext()) {
        throw at(parser, BodyFault.Kind.MALFORMED, null);
      }
    } catch (TooDeep e) {
      throw at(parser, BodyFault.Kind.TOO_DEEP, row);
    } catch (JsonException | NoSuchElementException e) {
      throw at(parser, BodyFault.Kind.MALFORMED, row == 0 ? null : (Integer) row);
    }
  }

  private static BodyRefused at(JsonParser parser, BodyFault.Kind kind, @Nullable Integer row) {
    var place = parser.getLocation();
    return new BodyRefused(
        new BodyFault(kind, row, place.getLineNumber(), place.getColumnNumber()));
  }

  private static Value value(JsonParser parser, Event event, int depth) {
    if (depth > DEEPEST) {
      throw new TooDeep();
    }
    return switch (event) {
      case START_OBJECT -> members(parser, depth);
      case START_ARRAY -> items(parser, depth);
      case VALUE_STRING -> new Value.Text(parser.getString());
      case VALUE_NUMBER -> new Value.Figure(parser.getString());
      case VALUE_TRUE -> new Value.Truth(true);
      case VALUE_FALSE -> new Value.Truth(false);
      case VALUE_NULL -> new Value.Nothing();
      case KEY_NAME, END_OBJECT, END_ARRAY -> throw new JsonException("no value");
    };
  }

  private static Value items(JsonParser parser, int depth) {
    List<Value> items = new ArrayList<>();
    for (var event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
      items.add(value(parser, event, depth + 1));
    }
    return new Value.Items(items);
  }

  private static Value members(JsonParser parser, int depth) {
    var members = new LinkedHashMap<String, Value>();
    @Nullable String twice = null;
    for (var event = parser.next(); event != Event.END_OBJECT; event = parser.next()) {
      var name = parser.getString();
      var value = value(parser, parser.next(), depth + 1);
      if (members.put(name, value) != null && twice == null) {
        twice = name;
      }
      if (value instanceof Value.Members inner && inner.twice() != null && twice == null) {
        twice = inner.twice();
      }
    }
    return new Value.Members(members, twice);
  }

  private static final class TooDeep extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooDeep() {
      super("too deep", null, false, false);
    }
  }
}
