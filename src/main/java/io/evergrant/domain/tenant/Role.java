package io.evergrant.domain.tenant;

/** What a member may do. {@code OPERATOR} stands outside tenants and reads no tenant's rows. */
public enum Role {
  ADMIN,
  AUDITOR,
  OPERATOR
}
