package io.evergrant.domain.provider;

/** What stands between scopes in an authorization request. */
public enum ScopeSeparator {
  /** RFC 6749 section 3.3. */
  SPACE(" "),
  /** As some providers want it, though they answer with either. */
  COMMA(",");

  private final String text;

  ScopeSeparator(String text) {
    this.text = text;
  }

  /** The scopes as the request carries them. */
  public String join(Scope scope) {
    return String.join(text, scope.tokens());
  }
}
