package io.evergrant.domain.apikey;

/** A key for one provider was used for what concerns the tenant as a whole. */
public final class OneProviderOnly extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OneProviderOnly() {
    super("this key is for one provider");
  }
}
