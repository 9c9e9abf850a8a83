package io.evergrant.domain.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Kinds of those who do what events tell, as the log writes them. */
public enum ActorKind {
  TIMER,
  PERSON,
  PORTAL,
  ANONYMOUS,
  API_KEY,
  LINK;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> codes() {
    return Arrays.stream(values()).map(ActorKind::code).toList();
  }
}
