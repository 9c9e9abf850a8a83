package io.evergrant.adapter.yaml;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The engine's plain values, and JSON's. */
final class YamlTree {
  private static final JsonProvider JSON = JsonProvider.provider();

  private YamlTree() {}

  static JsonObject object(Map<?, ?> map) {
    var object = JSON.createObjectBuilder();
    map.forEach(
        (key, value) -> {
          if (!(key instanceof String name)) {
            throw new NotJson();
          }
          object.add(name, value(value));
        });
    return object.build();
  }

  private static JsonValue value(@Nullable Object value) {
    return switch (value) {
      case null -> JsonValue.NULL;
      case Map<?, ?> map -> object(map);
      case List<?> list -> {
        var array = JSON.createArrayBuilder();
        list.forEach(item -> array.add(value(item)));
        yield array.build();
      }
      case String text -> JSON.createValue(text);
      case Boolean truth -> truth ? JsonValue.TRUE : JsonValue.FALSE;
      case Integer number -> JSON.createValue(number);
      case Long number -> JSON.createValue(number);
      case BigInteger number -> JSON.createValue(number);
      case Double number when Double.isFinite(number) -> JSON.createValue(number);
      default -> throw new NotJson();
    };
  }

  /** Members that are null are left out: there is nothing to say of them. */
  static Map<String, Object> plain(JsonObject object) {
    var plain = new LinkedHashMap<String, Object>();
    object.forEach(
        (name, value) -> {
          if (value.getValueType() != JsonValue.ValueType.NULL) {
            plain.put(name, plain(value));
          }
        });
    return plain;
  }

  private static Object plain(JsonValue value) {
    return switch (value) {
      case JsonObject object -> plain(object);
      case JsonArray array -> {
        var list = new ArrayList<Object>();
        array.forEach(item -> list.add(plain(item)));
        yield list;
      }
      case JsonString text -> text.getString();
      case JsonNumber number when number.isIntegral() -> number.bigIntegerValue();
      case JsonNumber number -> number.doubleValue();
      default -> value.equals(JsonValue.TRUE);
    };
  }
}
