package io.evergrant.domain.catalogue;

/** Names an entry in addresses and files: {@code microsoft-entra}. */
public record EntryId(String value) {
  public EntryId {
    if (!isOne(value)) {
      throw new IllegalArgumentException("no id of an entry");
    }
  }

  public static boolean isOne(String text) {
    return text.length() <= 50 && text.matches("[a-z0-9]+(-[a-z0-9]+)*");
  }

  @Override
  public String toString() {
    return value;
  }
}
