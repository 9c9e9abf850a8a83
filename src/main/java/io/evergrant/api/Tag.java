package io.evergrant.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A strong entity tag (RFC 9110 section 8.8.3): a digest of the representation, and behind it a
 * short one of each member. So a caller whose tag is out of date can be told which members changed
 * since, although nobody keeps what they were.
 *
 * @param text without its quotes
 */
record Tag(String text) {
  /** Characters of six bits each. */
  private static final int WHOLE = 22;

  private static final int MEMBER = 3;

  static Tag of(JsonObject view) {
    var text = new StringBuilder(digest(view.toString(), WHOLE));
    view.forEach((name, value) -> text.append(digest(name + "=" + value, MEMBER)));
    return new Tag(text.toString());
  }

  /** Names of the members that are not as they were; empty where that cannot be told. */
  static Optional<List<String>> changed(JsonObject now, Tag before) {
    var tag = of(now).text;
    if (before.text.length() != tag.length()) {
      return Optional.empty();
    }
    var changed = new ArrayList<String>();
    var at = WHOLE;
    for (var name : now.keySet()) {
      if (!before.text.regionMatches(at, tag, at, MEMBER)) {
        changed.add(name);
      }
      at += MEMBER;
    }
    return Optional.of(changed);
  }

  private static String digest(String text, int length) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return Base64.getUrlEncoder().encodeToString(hash).substring(0, length);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  String quoted() {
    return "\"" + text + "\"";
  }
}
