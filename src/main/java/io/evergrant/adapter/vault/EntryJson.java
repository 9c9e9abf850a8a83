package io.evergrant.adapter.vault;

import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.domain.secret.TokenSet;
import io.evergrant.usecase.port.TokenVault.Entry;
import io.github.jopenlibs.vault.json.Json;
import io.github.jopenlibs.vault.json.JsonObject;
import java.time.Duration;

/** The KV value around a sealed token set: which attempt brought it, after which token. */
final class EntryJson {
  private static final int VERSION = 1;

  private EntryJson() {}

  /**
   * The value as it lies in KV.
   *
   * @param kept for how long KV keeps it; zero for no end
   */
  static JsonObject write(Entry entry, Duration kept, String sealed) {
    var labels = labels(entry);
    if (!kept.isZero()) {
      labels.add("kept_s", kept.toSeconds());
    }
    return labels.add("sealed", sealed);
  }

  /** For how long KV keeps it; zero for no end. */
  static Duration kept(JsonObject json) {
    return Duration.ofSeconds(json.getLong("kept_s", 0));
  }

  /** The same value under another ciphertext of the same token set. */
  static JsonObject resealed(JsonObject json, String sealed) {
    return Json.parse(json.toString()).asObject().set("sealed", sealed);
  }

  /** The whole entry, for escrow: there the token set is sealed together with its labels. */
  static JsonObject writeWhole(Entry entry) {
    return labels(entry).add("tokens", TokenSetJson.write(entry.tokens()));
  }

  static Entry readWhole(JsonObject json) {
    return read(json, TokenSetJson.read(json.get("tokens").asObject()));
  }

  /** The ciphertext in it. */
  static String sealed(JsonObject json) {
    Members.requireVersion(json, VERSION);
    return Members.required(json, "sealed");
  }

  static Entry read(JsonObject json, TokenSet tokens) {
    Members.requireVersion(json, VERSION);
    var parent = Members.optional(json, "parent");
    return new Entry(
        AttemptId.parse(Members.required(json, "attempt")),
        parent == null ? null : new Fingerprint(parent),
        new Fingerprint(Members.required(json, "fp")),
        json.getBoolean("takeover", false),
        tokens);
  }

  private static JsonObject labels(Entry entry) {
    var parent = entry.parent();
    var labels =
        Json.object()
            .add("v", VERSION)
            .add("attempt", entry.attempt().toString())
            .add("parent", parent == null ? Json.NULL : Json.value(parent.value()))
            .add("fp", entry.fingerprint().value());
    return entry.takeover() ? labels.add("takeover", true) : labels;
  }
}
