package io.evergrant.domain.grant;

/** Grows with every claim of a grant, so that a late worker changes no row and loses. */
public record Fence(long value) {}
