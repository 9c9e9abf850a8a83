package io.evergrant.domain.provider;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/** Scope tokens (RFC 6749 section 3.3), each once, in the order given. */
public record Scope(List<String> tokens) {
  public static final Scope EMPTY = new Scope(List.of());

  public Scope {
    tokens = List.copyOf(new LinkedHashSet<>(tokens));
  }

  /** Reads scopes separated by spaces, commas or line ends, as providers and people write them. */
  public static Scope parse(String text) {
    return new Scope(Arrays.stream(text.split("[\\s,]+")).filter(t -> !t.isEmpty()).toList());
  }

  /** The scopes of {@code asked} that are not in this one. */
  public List<String> missing(Scope asked) {
    return asked.tokens.stream().filter(token -> !tokens.contains(token)).toList();
  }

  /** Space-separated, as RFC 6749 writes it. */
  @Override
  public String toString() {
    return String.join(" ", tokens);
  }
}
