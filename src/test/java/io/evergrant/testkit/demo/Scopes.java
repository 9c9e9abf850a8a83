package io.evergrant.testkit.demo;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client may ask for, and how the consent page says it. */
final class Scopes {
  private static final Map<String, String> TEXTS = new LinkedHashMap<>();

  static {
    TEXTS.put("openid", "Know who you are");
    TEXTS.put("profile", "See your name");
    TEXTS.put("email", "See your email address");
    TEXTS.put("contacts", "Read your contacts");
    TEXTS.put("calendar", "Read your calendar");
    TEXTS.put("files", "Read your files");
    TEXTS.put("read", "Read your data");
    TEXTS.put("write", "Change your data");
    TEXTS.put("offline_access", "Stay connected while you are away");
  }

  private Scopes() {}

  static List<String> names() {
    return List.copyOf(TEXTS.keySet());
  }

  static String textOf(String scope) {
    return TEXTS.getOrDefault(scope, scope);
  }

  static Scope checked(@Nullable Scope asked) throws Refused {
    var scope = asked == null || asked.isEmpty() ? new Scope("read") : asked;
    for (var name : scope.toStringList()) {
      if (!TEXTS.containsKey(name)) {
        throw new Refused(
            OAuth2Error.INVALID_SCOPE, "This provider knows " + String.join(" ", names()));
      }
    }
    return scope;
  }

  /** RFC 6749, section 6: a refresh may ask for less than was consented to, never for more. */
  static String narrowed(String consented, @Nullable Scope asked) throws Refused {
    if (asked == null || asked.isEmpty()) {
      return consented;
    }
    if (!Scope.parse(consented).containsAll(asked)) {
      throw new Refused(OAuth2Error.INVALID_SCOPE, "The scope goes beyond what was consented to");
    }
    return asked.toString();
  }
}
