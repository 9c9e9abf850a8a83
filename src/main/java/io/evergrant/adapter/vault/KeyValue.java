package io.evergrant.adapter.vault;

import io.evergrant.adapter.vault.VaultCalls.Answer;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import io.github.jopenlibs.vault.json.Json;
import io.github.jopenlibs.vault.json.JsonArray;
import io.github.jopenlibs.vault.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The KV version 2 engine at {@code evergrant/}. Every write is a check-and-set. */
@Singleton
public class KeyValue {
  private static final String DATA = "evergrant/data/";
  private static final String DESTROY = "evergrant/destroy/";
  private static final String METADATA = "evergrant/metadata/";

  private final VaultCalls calls;

  @Inject
  public KeyValue(VaultCalls calls) {
    this.calls = calls;
  }

  Read read(String path) {
    var answer = calls.read(DATA + path);
    var data = answer.data();
    if (answer.status() == 404 && isAbsence(answer)) {
      return new Read(version(data), null);
    }
    if (answer.status() != 200 || data == null) {
      throw Failures.of("to read " + path, answer.status(), "");
    }
    var value = data.get("data");
    return new Read(version(data), value == null || value.isNull() ? null : value.asObject());
  }

  /**
   * Writes if this version is the newest there.
   *
   * @param expected 0 for none
   * @return the version written; empty if another one was there
   */
  OptionalInt write(String path, int expected, JsonObject value) {
    var answer =
        calls.write(
            DATA + path, Map.of("data", value, "options", Json.object().add("cas", expected)));
    if (answer.status() == 400 && answer.errors().contains("did not match")) {
      return OptionalInt.empty();
    }
    if (answer.status() != 200 || answer.data() == null) {
      throw Failures.of("to write " + path, answer.status(), "");
    }
    return OptionalInt.of(answer.data().getInt("version"));
  }

  /** What is written there from now on is deleted after so long; zero for never. */
  void keepFor(String path, Duration kept) {
    var answer =
        calls.write(
            METADATA + path, Map.of("delete_version_after", Json.value(kept.toSeconds() + "s")));
    if (answer.status() >= 400) {
      throw Failures.of("to limit " + path, answer.status(), "");
    }
  }

  /** Removes what one version held, beyond recall. */
  void destroyVersion(String path, int version) {
    var answer = calls.write(DESTROY + path, Map.of("versions", new JsonArray().add(version)));
    if (answer.status() >= 400) {
      throw Failures.of("to destroy a version of " + path, answer.status(), "");
    }
  }

  /** Removes all versions and what is known about them. */
  void destroy(String path) {
    calls.delete(METADATA + path);
  }

  /** Entries below a folder, whose path ends with a slash. */
  List<String> below(String folder, int most) {
    var found = new ArrayList<String>();
    for (var name : calls.list(METADATA + folder)) {
      if (found.size() >= most) {
        break;
      }
      if (name.endsWith("/")) {
        found.addAll(below(folder + name, most - found.size()));
      } else {
        found.add(folder + name);
      }
    }
    return found;
  }

  /** A mount that is not there answers 404 as well, but names its error. */
  private static boolean isAbsence(Answer answer) {
    try {
      var errors = Json.parse(answer.errors()).asObject().get("errors");
      return errors == null || errors.asArray().isEmpty();
    } catch (RuntimeException e) {
      throw new StoreUnavailable(Cause.FAILED, "Vault's answer could not be read", e);
    }
  }

  private static int version(@Nullable JsonObject data) {
    var metadata = data == null ? null : data.get("metadata");
    return metadata == null ? 0 : metadata.asObject().getInt("version", 0);
  }

  /**
   * What lies at a path.
   *
   * @param version the newest there ever was, deleted ones too; 0 for none
   * @param value null where nothing can be read
   */
  record Read(int version, @Nullable JsonObject value) {
    @Override
    public String toString() {
      return "Read[version " + version + "]";
    }
  }
}
