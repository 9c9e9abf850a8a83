package io.evergrant.domain.grant;

import io.evergrant.domain.tenant.TenantId;

/**
 * Where a grant's sealed token set lies in KV: {@code <tenant>/grants/<grant>/<salt>}.
 *
 * @param salt random 128 bits in hex, new at every consent, so that a worker of an older consent
 *     writes elsewhere
 */
public record TokenLocation(TenantId tenant, GrantId grant, String salt) {
  public String path() {
    return tenant + "/grants/" + grant + "/" + salt;
  }
}
