package io.evergrant.domain.catalogue;

/** What a provider is for, to find it in a list. */
public enum Group {
  IDENTITY,
  WORK,
  CUSTOMERS,
  DEVELOPMENT,
  FINANCE,
  COMMERCE,
  PEOPLE,
  MEDIA,
  GENERIC
}
