package io.evergrant.bootstrap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/**
 * Values by MicroProfile Config, environment first. Every value can also be given as the path of a
 * file that holds it, under its key with {@code _FILE} at the end: secrets should be.
 */
@Singleton
public class Configuration {
  private final Function<String, Optional<String>> values;

  @Inject
  public Configuration(Config config) {
    this(key -> config.getOptionalValue(key, String.class));
  }

  /** For tests: any source of values. */
  public Configuration(Function<String, Optional<String>> values) {
    this.values = values;
  }

  /** Empty where neither the key nor its {@code _FILE} is given; blank counts as not given. */
  public Optional<String> optional(String key) {
    var file = values.apply(key + "_FILE").filter(path -> !path.isBlank());
    return file.isPresent()
        ? Optional.of(content(key + "_FILE", file.get()))
        : values.apply(key).map(String::strip).filter(value -> !value.isEmpty());
  }

  /** The value, or {@link BadConfiguration} with the mend. */
  public String required(String key, String mend) {
    return optional(key).orElseThrow(() -> new BadConfiguration(key, "is not set", mend));
  }

  /** The value as {@code parse} reads it; what that throws becomes the cause. */
  public <T> T parsed(String key, String fallback, Function<String, T> parse, String mend) {
    var text = optional(key).orElse(fallback);
    try {
      return parse.apply(text);
    } catch (RuntimeException e) {
      throw new BadConfiguration(key, "is \"" + text + "\", which cannot be read", mend);
    }
  }

  private static String content(String key, String path) {
    try {
      return Files.readString(Path.of(path)).strip();
    } catch (IOException e) {
      throw new BadConfiguration(
          key, "names a file that cannot be read (" + path + ")", "Check its path and its mode.");
    }
  }
}
