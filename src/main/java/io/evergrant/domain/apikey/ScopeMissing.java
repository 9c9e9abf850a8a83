package io.evergrant.domain.apikey;

/** A key was used for what it has no scope for (RFC 6750 section 3.1, insufficient_scope). */
public final class ScopeMissing extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ApiScope scope;

  ScopeMissing(ApiScope scope) {
    super("this key has no scope " + scope.code());
    this.scope = scope;
  }

  public ApiScope scope() {
    return scope;
  }
}
