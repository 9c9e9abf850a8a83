package io.evergrant.usecase.port;

import io.evergrant.domain.tenant.TenantId;

/**
 * Seals answers with the tenant's key: they open for the same tenant and request alone. Every
 * method throws {@link StoreUnavailable}.
 */
public interface AnswerSeal {
  /**
   * The sealed answer.
   *
   * @param request what it is an answer to
   */
  String seal(TenantId tenant, String request, KeptAnswer answer);

  KeptAnswer open(TenantId tenant, String request, String sealed);
}
