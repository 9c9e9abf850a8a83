package io.evergrant.usecase.port;

import io.evergrant.domain.secret.CodeVerifier;
import io.evergrant.domain.tenant.TenantId;
import java.util.UUID;

/** Seals short secrets that wait in the database, with the tenant's transit key. */
public interface Sealing {
  /** Ciphertext of a code verifier, bound to tenant and authorization request. */
  String seal(TenantId tenant, UUID request, CodeVerifier verifier);

  CodeVerifier open(TenantId tenant, UUID request, String sealed);
}
