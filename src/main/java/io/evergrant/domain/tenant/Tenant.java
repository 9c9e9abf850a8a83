package io.evergrant.domain.tenant;

/** An organisation; {@code slug} is its short name in addresses. */
public record Tenant(TenantId id, String slug, String name) {}
