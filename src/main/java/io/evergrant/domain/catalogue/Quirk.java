package io.evergrant.domain.catalogue;

/** A habit of a provider that no field holds. */
public record Quirk(String text, Source source) {}
