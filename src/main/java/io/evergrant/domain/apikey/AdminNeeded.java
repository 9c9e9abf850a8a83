package io.evergrant.domain.apikey;

/**
 * A key was used for what only an admin may do. Whatever needs two admins would need one and a key,
 * if a key could make an admin, be one, or say that one is enough.
 */
public final class AdminNeeded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Why why;

  public AdminNeeded(Why why) {
    super("only an admin may do that: " + why);
    this.why = why;
  }

  public Why why() {
    return why;
  }

  /** What a key may not do to members, nor to what the organisation asks of them. */
  public enum Why {
    /** Somebody would be an admin afterwards. */
    MAKES_ADMIN,
    /** It would be done to an admin. */
    IS_ADMIN,
    /** Whoever has the link would be somebody who could sign in before. */
    WAS_IN,
    /** The organisation would allow more, or ask for less, than before. */
    ALLOWS_MORE
  }
}
