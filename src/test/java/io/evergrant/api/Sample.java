package io.evergrant.api;

import static java.util.Map.entry;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Any value that the types allow, the same ones in every build: what may be null sometimes is, each
 * constant and each kind of a sealed type has its turn. A view of many of them has all its members.
 */
final class Sample {
  /** What a value that is checked, or read by a view, has to be. */
  private static final Map<String, Object> BY_NAME =
      Map.ofEntries(
          entry("jwk", "{\"kty\":\"EC\"}"),
          entry("scheme", "https"),
          entry("authority", "api.example.com"),
          entry("path", "/v1"),
          entry("prefix", 8),
          entry("thumbprint", "t".repeat(43)),
          entry("atProvider", "refused"),
          entry("colour", "#123456"),
          entry("all", "grant.*"),
          entry("publicKey", "A".repeat(43) + "="),
          entry("body", "{}"),
          entry("status", 204));

  private static final int TRIES = 100;

  private final Random chance = new Random(1);

  <T> T a(Class<T> type) {
    return type.cast(value(type, ""));
  }

  <T> List<T> some(Class<T> type) {
    return List.of(a(type), a(type));
  }

  /** That answers each question with any value. */
  <T> T answering(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> value(method.getGenericReturnType(), "")));
  }

  boolean truth() {
    return chance.nextBoolean();
  }

  private @Nullable Object component(RecordComponent component) {
    var type = component.getAnnotatedType();
    return type.isAnnotationPresent(Nullable.class) && truth()
        ? null
        : value(component.getGenericType(), component.getName());
  }

  private Object value(Type type, String name) {
    if (type instanceof ParameterizedType of) {
      return many((Class<?>) of.getRawType(), of.getActualTypeArguments(), name);
    }
    var plain = (Class<?>) type;
    var known = BY_NAME.get(name);
    if (known != null && (plain == String.class || plain == int.class)) {
      return known;
    }
    if (plain.isEnum()) {
      return one(plain.getEnumConstants());
    }
    if (plain.isSealed() && plain != InetAddress.class) {
      return value(one(plain.getPermittedSubclasses()), name);
    }
    return plain.isRecord() ? record(plain) : simple(plain);
  }

  private Object many(Class<?> type, Type[] of, String name) {
    if (type == List.class) {
      return List.of(value(of[0], name));
    }
    if (type == Optional.class) {
      return truth() ? Optional.empty() : Optional.of(value(of[0], name));
    }
    if (type == Set.class) {
      return Set.of(value(of[0], name));
    }
    if (type == Map.class) {
      return Map.of(value(of[0], name), value(of[1], name));
    }
    throw new IllegalArgumentException("no sample of " + type);
  }

  private Object simple(Class<?> type) {
    if (type == String.class) {
      return "text";
    } else if (type == long.class || type == Long.class) {
      return 1L + chance.nextInt(90);
    } else if (type == int.class || type == Integer.class) {
      return 1 + chance.nextInt(90);
    } else if (type == boolean.class || type == Boolean.class) {
      return truth();
    } else if (type == UUID.class) {
      return new UUID(chance.nextLong(), chance.nextLong());
    } else if (type == Instant.class) {
      return Instant.ofEpochSecond(1_800_000_000L + chance.nextInt(1_000_000));
    } else if (type == Duration.class) {
      return Duration.ofMinutes(1 + chance.nextInt(100_000));
    } else if (type == URI.class) {
      return URI.create("https://example.com/a");
    } else if (type == InetAddress.class) {
      return InetAddress.getLoopbackAddress();
    }
    throw new IllegalArgumentException("no sample of " + type);
  }

  /** What its constructor refuses is tried otherwise. */
  private Object record(Class<?> type) {
    var components = type.getRecordComponents();
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      InvocationTargetException last = null;
      for (var i = 0; i < TRIES; i++) {
        try {
          return constructor.newInstance(Arrays.stream(components).map(this::component).toArray());
        } catch (InvocationTargetException e) {
          last = e;
        }
      }
      throw new IllegalArgumentException("no sample of " + type, last);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no sample of " + type, e);
    }
  }

  private <T> T one(T[] all) {
    return all[chance.nextInt(all.length)];
  }
}
