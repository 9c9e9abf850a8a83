package io.evergrant.usecase.port;

/** Which build of the portal this is. */
public record Release(String name) {}
