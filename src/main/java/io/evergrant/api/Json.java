package io.evergrant.api;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes an object member by member; what is not known is null, and never left out. */
final class Json {
  /** Looked up once: a look-up for each builder would read the class path each time. */
  static final JsonProvider PROVIDER = JsonProvider.provider();

  private final JsonObjectBuilder object = PROVIDER.createObjectBuilder();

  Json with(String name, @Nullable Object value) {
    switch (value) {
      case null -> object.addNull(name);
      case Boolean truth -> object.add(name, truth);
      case Integer number -> object.add(name, number);
      case Long number -> object.add(name, number);
      case JsonValue other -> object.add(name, other);
      case Instant at -> object.add(name, at.truncatedTo(ChronoUnit.MILLIS).toString());
      default -> object.add(name, value.toString());
    }
    return this;
  }

  JsonObject done() {
    return object.build();
  }

  static JsonArray texts(Collection<?> values) {
    var array = PROVIDER.createArrayBuilder();
    values.forEach(value -> array.add(value.toString()));
    return array.build();
  }

  static JsonArray objects(Collection<JsonObject> values) {
    JsonArrayBuilder array = PROVIDER.createArrayBuilder();
    values.forEach(array::add);
    return array.build();
  }

  /** In the order of their names. */
  static JsonObject texts(Map<String, String> values) {
    var object = PROVIDER.createObjectBuilder();
    new TreeMap<>(values).forEach(object::add);
    return object.build();
  }
}
